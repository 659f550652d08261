import { SPECIMEN_NUMBER } from '@/lib/specimens/contract';
import { UnreadableMessage, type CodeName, type ReadingContext, type SpecimenName } from '../event';
import { applyLabelRule } from '../mapping/apply-label-rule';
import type { MappingTable } from '../mapping/contract';
import { translateCode } from '../mapping/translate-code';
import { isNoTime, readMessageTime } from '../message-time';
import { cutText } from '../cut-text';
import { firstOf } from './group-orders';
import type { Hl7Message } from './parse-segments';
import { allAt, firstAt, type Found, type Scope } from './read-path';

/** What reading one message goes by, and the remarks it makes. */
export type Reading = {
  message: Hl7Message;
  table: MappingTable;
  context: ReadingContext;
  remark: (text: string) => void;
};

/** A remark names what it is about, not all of it. */
export const quoted = (text: string) => `“${text.length > 60 ? `${cutText(text, 60)}…` : text}”`;

const placeOf = ({ path, line }: Found) => `${path} (line ${line})`;

export const malformed = (text: string) => new UnreadableMessage('malformed', text);

/** The text of the first of these places that says something. */
export const valueAt = (scope: Scope, places: readonly string[]): string | null =>
  firstAt(scope, places)?.value ?? null;

/**
 * The time at the first of these places that says one. Throws UnreadableMessage, naming the field,
 * where it is no time; `null` where none says one, or only a year or a month.
 */
export function timeAt(reading: Reading, scope: Scope, places: readonly string[]): Date | null {
  for (const place of places) {
    const found = firstAt(scope, [place]);
    if (found === null || isNoTime(found.value)) continue;
    const time = readMessageTime(found.value, reading.table.timeZone ?? reading.context.timeZone);
    if ('fault' in time) {
      throw malformed(
        `${placeOf(found)}: ${quoted(found.value)} ${time.fault}. Correct it at the device, or take this time from another field in the mapping.`,
      );
    }
    if (time.precision === 'year' || time.precision === 'month') {
      reading.remark(`${placeOf(found)} names no day and was not taken.`);
      continue;
    }
    if (time.precision === 'day') reading.remark(`${placeOf(found)} names a day without an hour.`);
    return time.at;
  }
  return null;
}

/** When the message was made, else when it came. A time nobody can read is remarked and passed. */
export function messageTime(reading: Reading): Date {
  try {
    return (
      timeAt(reading, (id) => firstOf(reading.message, id), ['MSH-7']) ?? reading.context.receivedAt
    );
  } catch (error) {
    if (!(error instanceof UnreadableMessage)) throw error;
    reading.remark(error.message);
    return reading.context.receivedAt;
  }
}

/**
 * The specimen that is meant: every number that the table's places name, by the label rule. What can
 * be no specimen number is passed over; null where nothing is named at all. Throws where only what
 * can be no number is.
 */
export function specimenAt(reading: Reading, scope: Scope): SpecimenName | null {
  const found = allAt(scope, reading.table.hl7.specimen);
  const [first] = found;
  if (first === undefined) return null;
  const numbers = found.map(({ value }) => applyLabelRule(value, reading.table.label));
  const good = [...new Set(numbers.filter((number) => SPECIMEN_NUMBER.test(number)))];
  const [number, ...alternatives] = good;
  if (number === undefined) {
    throw malformed(
      `${placeOf(first)}: ${quoted(first.value)} is no specimen number (1 to 64 letters, digits or . _ : -). A label rule in the device’s mapping can make it one.`,
    );
  }
  if (number !== numbers[0]) {
    reading.remark(
      `${placeOf(first)}: ${quoted(first.value)} is no specimen number; ${number} was taken.`,
    );
  }
  return { number, alternatives };
}

/**
 * An assay or analyte by the table's places: the table's translation alone where it has one, else
 * the codes as they are written. null where none is named; 'left_out' where the table says so.
 */
export function codeAt(
  scope: Scope,
  places: readonly string[],
  codes: Readonly<Record<string, string | null>>,
): CodeName | null | 'left_out' {
  const written = allAt(scope, places).map(({ value }) => value);
  for (const code of written) {
    const ours = translateCode(codes, code);
    if (ours === null) return 'left_out';
    if (ours !== undefined) return { code: ours, alternatives: [] };
  }
  const [code, ...alternatives] = written;
  return code === undefined ? null : { code, alternatives };
}

/** A code as the table translates it, or as it is. */
export function translated(codes: Readonly<Record<string, string>>, code: string): string {
  return translateCode(codes, code) ?? code;
}
