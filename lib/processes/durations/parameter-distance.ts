/** Parameters of a step, by name. */
export type Parameters = Readonly<Record<string, unknown>>;

type Column = {
  /** NaN where the value is no number. */
  numbers: Float64Array;
  /** Equal for equal values; ABSENT where the set lacks the parameter. */
  codes: Int32Array;
};

const ABSENT = -1;
const UNKNOWN = -2;
/** Sums of fractions that differ by less are the same distance. */
const ROUNDING = 1e-9;

/**
 * Sets of parameters, and how far they are from others: for every parameter that either side has
 * 0 if its values are equal, |a−b| / (|a|+|b|) of two numbers, and 1 otherwise or where one side
 * lacks it; summed. Objects are equal if their members are and stand in the same order, as
 * PostgreSQL prints them. Kept by column, so that a thousand questions take little time.
 */
export class ParameterSets {
  private readonly columns = new Map<string, Column>();
  private readonly codes = new Map<string, number>();
  private readonly sizes: Float64Array;

  constructor(sets: readonly Parameters[]) {
    this.sizes = Float64Array.from(sets, (set) => Object.keys(set).length);
    for (const [index, set] of sets.entries()) {
      for (const [name, value] of Object.entries(set)) {
        const { numbers, codes } = this.columnOf(name);
        numbers[index] = typeof value === 'number' ? value : NaN;
        const text = JSON.stringify(value);
        const code = this.codes.get(text) ?? this.codes.size;
        this.codes.set(text, code);
        codes[index] = code;
      }
    }
  }

  private columnOf(name: string): Column {
    const known = this.columns.get(name);
    if (known) return known;
    const count = this.sizes.length;
    const column = {
      numbers: new Float64Array(count).fill(NaN),
      codes: new Int32Array(count).fill(ABSENT),
    };
    this.columns.set(name, column);
    return column;
  }

  /** The distance of each set from these parameters. */
  distancesFrom(asked: Parameters): Float64Array {
    // All that either side has, less what is found to be shared below.
    const names = Object.keys(asked);
    const distances = this.sizes.map((size) => size + names.length);
    for (const name of names) {
      const column = this.columns.get(name);
      if (column) this.addShared(distances, column, asked[name]);
    }
    return distances;
  }

  private addShared(distances: Float64Array, { numbers, codes }: Column, value: unknown): void {
    const number = typeof value === 'number' ? value : NaN;
    const code = this.codes.get(JSON.stringify(value)) ?? UNKNOWN;
    for (let index = 0; index < codes.length; index += 1) {
      const theirs = codes[index];
      if (theirs === ABSENT) continue;
      const other = numbers[index] ?? NaN;
      const apart = Math.abs(number - other) / (Math.abs(number) + Math.abs(other));
      const between = theirs === code ? 0 : Number.isNaN(apart) ? 1 : apart;
      distances[index] = (distances[index] ?? 0) - 2 + between;
    }
  }

  /** The places of the sets nearest to these parameters: several if they are equally near. */
  nearest(asked: Parameters): number[] {
    const distances = this.distancesFrom(asked);
    let least = Infinity;
    for (const distance of distances) if (distance < least) least = distance;
    const places: number[] = [];
    for (let index = 0; index < distances.length; index += 1) {
      if ((distances[index] ?? Infinity) <= least + ROUNDING) places.push(index);
    }
    return places;
  }
}
