import type { Judgement } from '../judgement';
import type { Rule } from '../rule';
import type { JudgeContext, JudgeListener } from './judge-table';

/** How the file was read. */
export type CsvReading = {
  encoding: 'utf-8' | 'windows-1252';
  delimiter: ',' | ';' | '\t';
  /** By line ends, for progress. */
  rowsEstimate: number;
  dateOrder: 'dmy' | 'mdy';
};

export type CsvJudged = { judgement: Judgement; rules: Rule[]; reading: CsvReading };

/**
 * Judges a CSV file by rules, readable_rows added where they lack it. `open` gives the bytes from
 * the beginning, up to three times. The date order is guessed from the file where `dateOrder` is
 * left out. Throws UnreadableFile (lib/platform/csv/csv-reader) in words for whoever sent it.
 */
export async function judgeCsv(
  _open: () => AsyncIterable<Buffer>,
  _rules: readonly Rule[],
  _context: Omit<JudgeContext, 'dateOrder'> & { dateOrder?: 'dmy' | 'mdy' },
  _on: JudgeListener & { reading?: (reading: CsvReading) => void },
): Promise<CsvJudged> {
  return Promise.reject(new Error('not written yet'));
}
