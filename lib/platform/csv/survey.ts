import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { CsvReader, type CsvOptions } from './csv-reader';
import { noEvidence, weighDate, type DateEvidence } from './date-order';
import { fromLatin1 } from './windows-1252';

/** What must be known of a whole file before its first row can be read. */
export const Survey = z.object({
  encoding: z.enum(['utf-8', 'windows-1252']),
  delimiter: z.enum([',', ';', '\t']),
  header: z.array(z.string()),
  /** By line ends: a little too many where cells have line breaks. */
  rowsEstimate: z.number().int(),
  dates: z.object({
    dayFirst: z.number().int(),
    monthFirst: z.number().int(),
    open: z.number().int(),
    example: z.string().nullable(),
  }),
});
export type Survey = z.output<typeof Survey>;

const HEAD_BYTES = 64 * 1024;
const LF = 10;
const SLASHED = /[,;\t"\r\n ]\d{1,2}([/-])\d{1,2}\1\d{2}/;
const DATE_LETTERS = 12;

type ByteFacts = { utf8: boolean; lines: number; slashed: boolean; head: Buffer; size: number };

/** UTF-8 sequences may be cut by the end of a chunk: how many bytes at the end wait for the next. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

async function readBytes(source: AsyncIterable<Buffer>): Promise<ByteFacts> {
  let [utf8, lines, slashed, size] = [true, 0, false, 0];
  let [head, carried]: [Buffer, Buffer] = [Buffer.alloc(0), Buffer.alloc(0)];
  let last = LF;
  let tail = '';
  for await (const chunk of source) {
    size += chunk.length;
    if (head.length < HEAD_BYTES) {
      head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
    }
    const bytes = carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    const cut = unfinished(bytes);
    if (utf8) utf8 = isUtf8(bytes.subarray(0, bytes.length - cut));
    carried = Buffer.from(bytes.subarray(bytes.length - cut));
    for (let at = chunk.indexOf(LF); at !== -1; at = chunk.indexOf(LF, at + 1)) lines += 1;
    if (!slashed) {
      // A date may begin before a chunk and end in it.
      const text = tail + chunk.toString('latin1');
      slashed = SLASHED.test(text);
      tail = text.slice(-DATE_LETTERS);
    }
    last = chunk[chunk.length - 1] ?? last;
  }
  if (last !== LF) lines += 1;
  return { utf8: utf8 && carried.length === 0, lines, slashed, head, size };
}

/** Why these are not the bytes of a CSV file, if they are not. */
function binaryComplaint(head: Buffer): string | null {
  if (head.subarray(0, 2).equals(Buffer.from('PK'))) {
    return 'This is a workbook or another zip file, not CSV. Save it as CSV (UTF-8) first.';
  }
  if (head[0] === 0xff && head[1] === 0xfe) {
    return 'This file is UTF-16. Save it as CSV (UTF-8) first.';
  }
  if (head.subarray(0, 4).toString('latin1') === '%PDF') return 'This is a PDF, not a CSV file.';
  let control = 0;
  for (const byte of head) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) control += 1;
  const firstLine = head.subarray(0, Math.max(0, head.indexOf(LF)) || head.length);
  if (firstLine.includes(0) || control * 100 > head.length) {
    return 'These bytes are not text. Send a CSV file in UTF-8 or Windows-1252.';
  }
  return null;
}

/** The delimiter that cuts the header into most cells; quotes hide what is in them. */
export function guessDelimiter(line: string): ',' | ';' | '\t' {
  const bare = line.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  const best = ([',', ';', '\t'] as const).toSorted((a, b) => count(b) - count(a));
  return best[0] ?? ',';
}

async function firstRow(head: Buffer, options: CsvOptions, whole: boolean): Promise<string[]> {
  const reader = new CsvReader(options);
  const records = await reader.feed(head);
  if (whole || records.length === 0) records.push(...(await reader.end()));
  return records[0]?.cells ?? [];
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** The file's bytes without a byte-order mark, in slices small enough to be parsed one by one. */
export async function* slicesOf(
  source: AsyncIterable<Buffer>,
  sliceBytes = 64 * 1024,
): AsyncGenerator<Buffer> {
  let begun = false;
  for await (const chunk of source) {
    const bytes = !begun && chunk.subarray(0, 3).equals(BOM) ? chunk.subarray(3) : chunk;
    begun = true;
    for (let at = 0; at < bytes.length; at += sliceBytes) {
      yield bytes.subarray(at, at + sliceBytes);
    }
  }
}

async function weighDates(
  source: AsyncIterable<Buffer>,
  options: CsvOptions,
  columns: readonly number[],
): Promise<DateEvidence> {
  const evidence = noEvidence();
  const reader = new CsvReader(options);
  const weigh = (records: Awaited<ReturnType<CsvReader['feed']>>) => {
    for (const { cells } of records) {
      for (const column of columns) weighDate(evidence, (cells?.[column] ?? '').trim());
    }
  };
  for await (const slice of slicesOf(source)) weigh(await reader.feed(slice));
  weigh(await reader.end());
  return evidence;
}

/**
 * Reads a file once, or twice where day and month might be in either order; `timeColumns` are the
 * places of its times. A sentence says why a file cannot be read at all.
 */
export async function survey(
  open: () => AsyncIterable<Buffer>,
  timeColumns: (header: readonly string[]) => readonly number[],
): Promise<Survey | string> {
  const facts = await readBytes(open());
  if (facts.size === 0) return 'The file is empty.';
  const complaint = binaryComplaint(facts.head);
  if (complaint) return complaint;
  const encoding = facts.utf8 ? 'utf-8' : 'windows-1252';
  const bom = facts.head.subarray(0, 3).equals(BOM) ? 3 : 0;
  const head = facts.head.subarray(bom);
  const text = encoding === 'utf-8' ? head.toString('utf8') : fromLatin1(head.toString('latin1'));
  if (text.trim() === '') return 'The file is empty.';
  const delimiter = guessDelimiter(text.trimStart().split(/[\r\n]/, 1)[0] ?? '');
  const options: CsvOptions = { delimiter, encoding };
  const header = await firstRow(head, options, facts.size === facts.head.length);
  if (header.length === 0) return 'The first row could not be read as a header.';
  const dates = facts.slashed
    ? await weighDates(open(), options, timeColumns(header))
    : noEvidence();
  return { encoding, delimiter, header, rowsEstimate: Math.max(0, facts.lines - 1), dates };
}
