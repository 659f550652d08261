import { readTime, type TimeRules } from '@/lib/platform/csv/read-time';

const NUMBER = /^[+\-−]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?$/;

/** A number with a point or a comma before its decimals, or null. There are no thousands separators. */
export function readNumber(text: string): number | null {
  if (!NUMBER.test(text)) return null;
  const number = Number(text.replace(',', '.').replace('−', '-'));
  return Number.isFinite(number) ? number : null;
}

/**
 * The row that is being judged. Times and numbers are read once a cell, however many rules ask, as
 * imports read them.
 */
export class RowReader {
  row = -1;
  line: number | null = null;
  #cells: readonly string[] = [];
  #specimenAt: number;
  #times: TimeRules;
  #timeRows: Int32Array;
  #timeValues: (number | string)[] = [];
  #numberRows: Int32Array;
  #numbers: (number | null)[] = [];

  constructor(columns: number, specimenAt: number, times: TimeRules) {
    this.#specimenAt = specimenAt;
    this.#times = times;
    this.#timeRows = new Int32Array(columns).fill(-1);
    this.#numberRows = new Int32Array(columns).fill(-1);
  }

  load(row: number, line: number | null, cells: readonly string[]): void {
    this.row = row;
    this.line = line;
    this.#cells = cells;
  }

  /** A cell without the blanks around it; empty where the row has no such cell. */
  text(column: number): string {
    return (this.#cells[column] ?? '').trim();
  }

  /** ms since 1970, or why it cannot be read. A day alone is its midnight. */
  time(column: number): number | string {
    if (this.#timeRows[column] !== this.row) {
      this.#timeRows[column] = this.row;
      this.#timeValues[column] = readTime(this.text(column), this.#times, true);
    }
    return this.#timeValues[column] ?? 'is not there';
  }

  number(column: number): number | null {
    if (this.#numberRows[column] !== this.row) {
      this.#numberRows[column] = this.row;
      this.#numbers[column] = readNumber(this.text(column));
    }
    return this.#numbers[column] ?? null;
  }

  /** What the row's specimen_id column holds, or null. */
  specimen(): string | null {
    const text = this.#specimenAt === -1 ? '' : this.text(this.#specimenAt);
    return text === '' ? null : shown(text);
  }
}

const SHOWN_LETTERS = 200;

/** The beginning of a text, not cut within a letter of two halves. */
export function cutTo(text: string, letters: number): string {
  return text.slice(0, letters).replace(/[\ud800-\udbff]$/, '');
}

/** A cell as reports show it: short, and without what a database cannot keep. */
export function shown(text: string): string {
  const short = text.length > SHOWN_LETTERS ? `${cutTo(text, SHOWN_LETTERS - 1)}…` : text;
  return short.replaceAll('\u0000', '\u2400');
}
