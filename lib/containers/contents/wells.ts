/** A well by its row and column, both counted from 0. */
export type WellPlace = { row: number; column: number };

/** How many rows and columns a plate has. */
export type PlateShape = { rows: number; columns: number };

const WELL = /^([A-Z]{1,2})([1-9][0-9]?)$/;

/** The plates that are made: 96, 384 and 1536 wells. */
const SHAPES: readonly PlateShape[] = [
  { rows: 8, columns: 12 },
  { rows: 16, columns: 24 },
  { rows: 32, columns: 48 },
];

/** Where a well is: A1 to Z48, then AA1 to AF48. Null for what is no well. */
export function placeOfWell(well: string): WellPlace | null {
  const found = WELL.exec(well);
  if (!found) return null;
  const [, letters = '', digits = ''] = found;
  const row = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  const column = Number(digits) - 1;
  return row < 32 && column < 48 ? { row, column } : null;
}

/** The letters of a row: 0 is A, 26 is AA. */
export function rowName(row: number): string {
  const last = String.fromCharCode(65 + (row % 26));
  return row < 26 ? last : `${rowName(Math.floor(row / 26) - 1)}${last}`;
}

/** The name of a well: row 0 and column 0 are A1. */
export function wellName({ row, column }: WellPlace): string {
  return `${rowName(row)}${column + 1}`;
}

/** The smallest plate that has all of these wells: 96 unless one lies beyond, then 384, then 1536. */
export function plateShape(wells: readonly string[]): PlateShape {
  const places = wells.flatMap((well) => placeOfWell(well) ?? []);
  const fits = ({ rows, columns }: PlateShape) =>
    places.every(({ row, column }) => row < rows && column < columns);
  return SHAPES.find(fits) ?? { rows: 32, columns: 48 };
}

/** Wells row by row: A1, A2, … A10, B1. What is in none comes first. */
export function byWell(a: string | null, b: string | null): number {
  const rank = (well: string | null): number => {
    const place = well === null ? null : placeOfWell(well);
    return place ? place.row * 48 + place.column : -1;
  };
  return rank(a) - rank(b);
}
