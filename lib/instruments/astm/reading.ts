import { SPECIMEN_NUMBER } from '@/lib/specimens/contract';
import { cutText } from '../cut-text';
import { type CodeName, type SpecimenName, UnreadableMessage } from '../event';
import { applyLabelRule } from '../mapping/apply-label-rule';
import type { MappingTable } from '../mapping/contract';
import { translateCode } from '../mapping/translate-code';
import { isNoTime, readMessageTime } from '../message-time';
import { allAt, type Found, firstAt, type Scope } from './places';
import type { Remarks } from './remarks';

/** What reading a message goes by. */
export type Reading = {
  table: MappingTable;
  /** Of times without an offset. */
  timeZone: string;
  /** H-14, else when it was received. */
  at: Date;
  remarks: Remarks;
};

export const malformed = (text: string) => new UnreadableMessage('malformed', text);

/** What is named in words, not all of it. */
export const quoted = (text: string) => `“${text.length > 60 ? `${cutText(text, 60)}…` : text}”`;

const whereOf = ({ place, nth }: Found) => `${place} (record ${nth})`;

/**
 * The time at the first of these places that says one. Throws UnreadableMessage, naming the field,
 * where it is no time; null where none says one, or only a year or a month.
 */
export function timeAt(
  scope: Scope,
  places: readonly string[],
  { remarks, timeZone }: Pick<Reading, 'remarks' | 'timeZone'>,
): Date | null {
  for (const place of places) {
    const found = firstAt(scope, [place]);
    if (found === null || isNoTime(found.value)) continue;
    const time = readMessageTime(found.value, timeZone);
    if ('fault' in time) {
      throw malformed(
        `${whereOf(found)}: ${quoted(found.value)} ${time.fault}. Correct it at the device, or take this time from another field in the mapping.`,
      );
    }
    if (time.precision === 'year' || time.precision === 'month') {
      remarks.add(`${whereOf(found)} names no day and was not taken.`);
      continue;
    }
    if (time.precision === 'day') remarks.add(`${whereOf(found)} names a day without an hour.`);
    return time.at;
  }
  return null;
}

/** … of what nothing is refused for: a time that nobody can read is remarked and passed. */
export function easyTimeAt(
  scope: Scope,
  places: readonly string[],
  reading: Pick<Reading, 'remarks' | 'timeZone'>,
): Date | null {
  try {
    return timeAt(scope, places, reading);
  } catch (error) {
    if (!(error instanceof UnreadableMessage)) throw error;
    reading.remarks.add(error.message);
    return null;
  }
}

/**
 * The specimen that an order names: every number that the table's places hold, by the label rule.
 * Throws where there is none, or none that can stand on a label.
 */
export function specimenOf(scope: Scope, { table, remarks }: Reading): SpecimenName {
  const labels = allAt(scope, table.astm.specimen);
  const [first] = labels;
  const record = scope.find(({ type }) => type === 'O');
  const where = `Record ${record?.nth ?? 0} (O)`;
  if (first === undefined) {
    throw malformed(`${where} names no specimen: ${table.astm.specimen.join(', ')} is empty.`);
  }
  const numbers = labels.map((label) => applyLabelRule(label, table.label));
  const good = [...new Set(numbers.filter((number) => SPECIMEN_NUMBER.test(number)))];
  const [number, ...alternatives] = good;
  if (number === undefined) {
    throw malformed(
      `${where}: ${quoted(first)} is no specimen number (1 to 64 letters, digits or . _ : -). A label rule in the device’s mapping can make it one.`,
    );
  }
  if (number !== numbers[0]) {
    remarks.add(`${where}: ${quoted(first)} is no specimen number; ${number} was taken.`);
  }
  return { number, alternatives };
}

/**
 * An assay or analyte by its codes: the table's translation alone where it has one, else the codes as
 * they are written. 'left_out' where the table says so. `written` holds at least one.
 */
export function codeName(
  written: readonly string[],
  codes: Readonly<Record<string, string | null>>,
): CodeName | 'left_out' {
  for (const code of written) {
    const ours = translateCode(codes, code);
    if (ours === null) return 'left_out';
    if (ours !== undefined) return { code: ours, alternatives: [] };
  }
  const [code = '', ...alternatives] = written;
  return { code, alternatives };
}

/** What a table of codes says of one as it is written, or in capitals. */
export function translatedAnyway<V>(codes: Readonly<Record<string, V>>, code: string) {
  return translateCode(codes, code) ?? translateCode(codes, code.toUpperCase());
}
