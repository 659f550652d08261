import { Parser } from 'csv-parse';
import { fromLatin1 } from './windows-1252';

export type CsvOptions = { delimiter: ',' | ';' | '\t'; encoding: 'utf-8' | 'windows-1252' };

/** One row, from the line it begins on; or a row that could not be taken apart. */
export type CsvRecord =
  | { line: number; cells: string[]; fault?: undefined }
  | { line: number; cells?: undefined; fault: string; excerpt: string };

/** Bytes one row may have; more is a fault of that row. */
export const MAX_ROW_BYTES = 64 * 1024;
/** A quote that never closes costs MAX_ROW_BYTES of reading; so many of them are no CSV file. */
export const MAX_RUNAWAY_ROWS = 1_000;

const TOO_LONG = `The row is longer than ${MAX_ROW_BYTES / 1024} KiB.`;
const EXCERPT_BYTES = 200;
const LF = 10;
const CR = 13;
const NOTHING = Buffer.alloc(0);

/** Thrown where reading on makes no sense; its message is for the person who sent the file. */
export class UnreadableFile extends Error {}

/**
 * Takes a CSV apart as its bytes come, whatever the pieces they come in. csv-parse gives up a file
 * at its first broken row; here that row is a fault and reading goes on at the next line.
 */
export class CsvReader {
  #options: CsvOptions;
  #parser: Parser | null = null;
  #error: Error | null = null;
  #records: CsvRecord[] = [];
  /** Bytes since the end of the last row, and where they begin in what the parser was fed. */
  #pending: Buffer = NOTHING;
  #pendingStart = 0;
  /** The line #pending begins on. */
  #line: number;
  /** A row that is given up, while its line lasts. */
  #dropped: { line: number; fault: string; start: Buffer } | null = null;
  #runaways = 0;

  constructor(options: CsvOptions, firstLine = 1) {
    this.#options = options;
    this.#line = firstLine;
  }

  /** The rows that end in these bytes. */
  async feed(bytes: Buffer): Promise<CsvRecord[]> {
    let rest: Buffer | null = bytes;
    while (rest !== null) {
      rest = this.#afterSkipped(rest);
      if (rest.length === 0) break;
      await this.#write(rest);
      rest = this.#recover();
    }
    return this.#taken();
  }

  /** The rows that the end of the file ends. */
  async end(): Promise<CsvRecord[]> {
    for (;;) {
      await this.#finish();
      if (this.#error === null) break;
      const rest = this.#dropRow(false);
      if (rest.length === 0) break;
      await this.#write(rest);
      let again = this.#recover();
      while (again !== null && again.length > 0) {
        await this.#write(again);
        again = this.#recover();
      }
    }
    this.#tellDropped();
    return this.#taken();
  }

  #taken(): CsvRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  #open(): Parser {
    const { delimiter, encoding } = this.#options;
    const parser = new Parser({
      delimiter,
      encoding: encoding === 'utf-8' ? 'utf8' : 'latin1',
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { bytes }) => {
        this.#take(cells, bytes);
        return null;
      },
    });
    parser.on('error', () => undefined);
    parser.resume();
    return parser;
  }

  #take(cells: string[], end: number): void {
    const line = this.#endRow(end - this.#pendingStart);
    if (line.bytes > MAX_ROW_BYTES) {
      const excerpt = (cells[0] ?? '').slice(0, EXCERPT_BYTES);
      this.#records.push({ line: line.begins, fault: TOO_LONG, excerpt });
    } else if (cells.some((cell) => cell.trim() !== '')) {
      const read = this.#options.encoding === 'utf-8' ? cells : cells.map(fromLatin1);
      this.#records.push({ line: line.begins, cells: read });
    }
  }

  /** Cuts a row of `length` bytes off #pending, and says on which line it began. */
  #endRow(length: number): { begins: number; bytes: number } {
    const row = this.#pending.subarray(0, length);
    let blank = 0;
    let from = 0;
    while (row[from] === LF || row[from] === CR) {
      if (row[from] === LF || row[from + 1] !== LF) blank += 1;
      from += 1;
    }
    let ends = 0;
    for (let at = row.indexOf(LF, from); at !== -1; at = row.indexOf(LF, at + 1)) ends += 1;
    if (ends === 0 && row[row.length - 1] === CR) ends = 1;
    const begins = this.#line + blank;
    this.#line = begins + ends;
    this.#pending = this.#pending.subarray(length);
    this.#pendingStart += length;
    return { begins, bytes: length - from };
  }

  #write(bytes: Buffer): Promise<void> {
    this.#parser ??= this.#open();
    const parser = this.#parser;
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    return new Promise((resolve) => {
      parser.write(bytes, (error) => {
        this.#error = error ?? null;
        resolve();
      });
    });
  }

  #finish(): Promise<void> {
    const parser = this.#parser;
    this.#error = null;
    if (parser === null) return Promise.resolve();
    this.#parser = null;
    return new Promise((resolve) => {
      parser.once('error', (error) => {
        this.#error = error;
        resolve();
      });
      parser.once('end', resolve);
      parser.end();
    });
  }

  /** After a broken or endless row: the bytes to go on with, or null where there is nothing wrong. */
  #recover(): Buffer | null {
    if (this.#error === null && this.#pending.length <= MAX_ROW_BYTES) return null;
    return this.#dropRow(this.#error === null);
  }

  /** Makes a fault of the row that #pending begins with, and gives back what follows its line. */
  #dropRow(tooLong: boolean): Buffer {
    const rest = this.#pending;
    let blank = 0;
    while (rest[blank] === LF || rest[blank] === CR) blank += 1;
    this.#endRow(blank);
    const quoted = rest.subarray(blank, blank + MAX_ROW_BYTES).includes(0x22);
    this.#dropped = {
      line: this.#line,
      start: NOTHING,
      fault: !tooLong
        ? 'The quotation marks of this row do not match; one inside a cell is written twice.'
        : quoted
          ? `A quotation mark opened in this row is not closed within ${MAX_ROW_BYTES / 1024} KiB.`
          : TOO_LONG,
    };
    if (tooLong) this.#runaways += 1;
    if (this.#runaways > MAX_RUNAWAY_ROWS) {
      throw new UnreadableFile(
        `More than ${MAX_RUNAWAY_ROWS} rows are longer than ${MAX_ROW_BYTES / 1024} KiB, or open a quotation mark that is never closed. The file is not CSV as it should be.`,
      );
    }
    this.#error = null;
    this.#parser?.destroy();
    this.#parser = null;
    this.#pending = NOTHING;
    this.#pendingStart = 0;
    return this.#afterSkipped(rest.subarray(blank));
  }

  /** While a dropped row's line lasts, nothing; then what follows its end. */
  #afterSkipped(bytes: Buffer): Buffer {
    const dropped = this.#dropped;
    if (dropped === null) return bytes;
    const at = bytes.indexOf(LF);
    if (dropped.start.length < EXCERPT_BYTES) {
      const line = bytes.subarray(0, at === -1 ? bytes.length : at);
      dropped.start = Buffer.concat([dropped.start, line.subarray(0, EXCERPT_BYTES)]);
    }
    if (at === -1) return NOTHING;
    this.#tellDropped();
    this.#line += 1;
    return bytes.subarray(at + 1);
  }

  #tellDropped(): void {
    if (this.#dropped === null) return;
    const { line, fault, start } = this.#dropped;
    this.#dropped = null;
    const kept = start.subarray(0, EXCERPT_BYTES);
    const text =
      this.#options.encoding === 'utf-8' ? kept.toString() : fromLatin1(kept.toString('latin1'));
    this.#records.push({ line, fault, excerpt: text.trimEnd() });
  }
}
