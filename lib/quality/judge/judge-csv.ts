import { CsvReader, UnreadableFile, type CsvRecord } from '@/lib/platform/csv/csv-reader';
import { customaryOrder, guessDateOrder } from '@/lib/platform/csv/date-order';
import { slicesOf, survey, type Survey } from '@/lib/platform/csv/survey';
import type { Judgement } from '../judgement';
import type { Rule } from '../rule';
import { columnFinder } from './find-column';
import type { JudgeContext, JudgeListener, Table } from './judge-context';
import { judgeTable } from './judge-table';
import { cutTo } from './row-reader';
import { timeColumnsOf } from './time-columns';

/** How the file was read. */
export type CsvReading = {
  encoding: 'utf-8' | 'windows-1252';
  delimiter: ',' | ';' | '\t';
  /** By line ends, for progress. */
  rowsEstimate: number;
  dateOrder: 'dmy' | 'mdy';
};

export type CsvJudged = { judgement: Judgement; rules: Rule[]; reading: CsvReading };

/** The rules with one about the rows themselves, which no file goes without. */
export function withReadableRows(rules: readonly Rule[]): Rule[] {
  if (rules.some(({ type }) => type === 'readable_rows')) return [...rules];
  const taken = new Set(rules.map(({ name }) => name));
  let name = 'Readable rows';
  while (taken.has(name)) name += ' (of every file)';
  const readable: Rule = {
    type: 'readable_rows',
    name,
    description: 'Rows can be taken apart and have as many cells as the header.',
    severity: 'ERROR',
    may_fail: 0,
  };
  return [...rules, readable];
}

function nameOf(cell: string): string {
  return cutTo(
    cell
      .replace(/^\uFEFF/, '')
      .trim()
      .replaceAll('\u0000', '\u2400'),
    200,
  );
}

async function* rowsOf(
  open: () => AsyncIterable<Buffer>,
  { delimiter, encoding }: Survey,
): Table['rows'] {
  const reader = new CsvReader({ delimiter, encoding });
  let header = true;
  const body = (records: CsvRecord[]): CsvRecord[] => {
    if (!header || records.length === 0) return records;
    header = false;
    return records.slice(1);
  };
  for await (const slice of slicesOf(open())) {
    const records = body(await reader.feed(slice));
    if (records.length > 0) yield records;
  }
  yield body(await reader.end());
}

/**
 * Judges a CSV file by rules, readable_rows added where they lack it. `open` gives the bytes from
 * the beginning, up to three times. The date order is guessed from the file where `dateOrder` is
 * left out. Throws UnreadableFile (lib/platform/csv/csv-reader) in words for whoever sent it.
 */
export async function judgeCsv(
  open: () => AsyncIterable<Buffer>,
  rules: readonly Rule[],
  context: Omit<JudgeContext, 'dateOrder'> & { dateOrder?: 'dmy' | 'mdy' },
  on: JudgeListener & { reading?: (reading: CsvReading) => void },
): Promise<CsvJudged> {
  const found = await survey(open, (header) =>
    timeColumnsOf(rules, columnFinder(header.map(nameOf))),
  );
  if (typeof found === 'string') throw new UnreadableFile(found);
  const { encoding, delimiter, rowsEstimate, dates } = found;
  const dateOrder =
    guessDateOrder(dates, context.dateOrder, context.timeZone)?.order ??
    context.dateOrder ??
    customaryOrder(context.timeZone);
  const reading = { encoding, delimiter, rowsEstimate, dateOrder };
  on.reading?.(reading);
  const applied = withReadableRows(rules);
  const table = { columns: found.header.map(nameOf), rows: rowsOf(open, found) };
  const judgement = await judgeTable(applied, { ...context, dateOrder }, table, on);
  return { judgement, rules: applied, reading };
}
