import { cutText } from '../cut-text';
import type { ReportedResult } from '../event';
import { translateCode } from '../mapping/translate-code';
import { textOf } from './fields';
import type { OrderGroup, ResultGroup } from './group-orders';
import { allAt, componentsAt, everyAt, firstAt, type Scope } from './places';
import { codeName, malformed, quoted, type Reading, timeAt, translatedAnyway } from './reading';
import type { AstmRecord } from './records';

/** C-4: a text, or a code and a text. */
const COMMENT_TEXT = 4;
/** O-26: what kind of report it is. */
export const REPORT_TYPE = 'O-26';
/** The most that a comment of a result may have. */
const LONGEST_COMMENT = 2_000;

/** The texts of comments, a line each; null where there is none. */
export function commentOf(comments: readonly AstmRecord[]): string | null {
  const texts = comments.map((one) => textOf(one, COMMENT_TEXT)).filter((text) => text !== '');
  return texts.length === 0 ? null : cutText(texts.join('\n'), LONGEST_COMMENT);
}

/** The records that places of an order may be in. */
export const orderScope = ({ record, patient, header }: OrderGroup): Scope =>
  patient === null ? [record, header] : [record, patient, header];

/** The flags of a result, each once: of any repetition and component, as the table says. */
export function flagsAt(scope: Scope, { table }: Reading): string[] {
  const flags = everyAt(scope, table.astm.flags).flatMap((flag) => {
    const ours = translateCode(table.flags, flag);
    return ours === null ? [] : [ours ?? flag.toUpperCase()];
  });
  return [...new Set(flags)];
}

/**
 * The value: where a place names no component, all of the field, with its components as they stand:
 * many instruments send a finding and a number, `Positive^1.25`.
 */
export function resultValueAt(scope: Scope, places: readonly string[]): string {
  for (const place of places) {
    const values = place.includes('.') ? allAt(scope, [place]) : everyAt(scope, [place]);
    if (values.length > 0) return values.join('^');
  }
  return '';
}

/** A range whose limits are two components is written as one: `3.9^6.1` is 3.9-6.1. */
export function rangeAt(scope: Scope, places: readonly string[]): string | null {
  for (const place of places) {
    const [low, high] = place.includes('.') ? allAt(scope, [place]) : componentsAt(scope, place);
    if (low === undefined || low === '') continue;
    const numbers = [low, high ?? ''].every((limit) => /^-?\d+(?:[.,]\d+)?$/.test(limit));
    return numbers ? `${low}-${high}` : low;
  }
  return null;
}

export function unitAt(scope: Scope, { table }: Reading): string | null {
  const unit = firstAt(scope, table.astm.unit)?.value ?? null;
  return unit === null ? null : (translateCode(table.units, unit) ?? unit);
}

/** What R-9 says by the table, else O-26; what it does not know is preliminary, and remarked. */
function statusAt(scope: Scope, nth: number, { table, remarks }: Reading) {
  const found = firstAt(scope, [...table.astm.resultStatus, REPORT_TYPE]);
  if (found === null) {
    remarks.add(`Record ${nth} (R) names no status of its result: taken as preliminary.`);
    return 'preliminary' as const;
  }
  const status = translatedAnyway(table.astm.resultStatuses, found.value);
  if (status === undefined) {
    remarks.add(
      `Record ${nth} (R): the status ${quoted(found.value)} is not in the mapping: taken as preliminary.`,
    );
  }
  return status ?? ('preliminary' as const);
}

/** One result record: its result; that one is still to come; or that there is none to count with. */
export type ReadResult =
  { kind: 'result'; result: ReportedResult } | { kind: 'awaited' } | { kind: 'nothing' };

/**
 * Reads a result record by the table; `fallback` names its analyte where R-3 does not. A cancelled
 * result may have no value; any other without one counts as still to come, or, where it is final, as
 * nothing. Throws UnreadableMessage, naming the record.
 */
export function readResult(
  order: OrderGroup,
  group: ResultGroup,
  fallback: readonly string[],
  reading: Reading,
): ReadResult {
  const { table, remarks } = reading;
  const scope = [group.record, ...orderScope(order)];
  const { nth } = group.record;
  const given = allAt(scope, table.astm.analyte);
  const names = given.length > 0 ? given : fallback;
  const analyte = names.length === 0 ? null : codeName(names, table.analytes);
  if (analyte === 'left_out') return { kind: 'nothing' };
  const status = statusAt(scope, nth, reading);
  if (status === 'none') return { kind: 'awaited' };
  const value = resultValueAt(scope, table.astm.value);
  if (value === '' && status !== 'cancelled') {
    if (status === 'preliminary') return { kind: 'awaited' };
    remarks.add(`Record ${nth} (R) is ${status} and has no value.`);
    return { kind: 'nothing' };
  }
  if (analyte === null) {
    const places = table.astm.analyte.join(', ');
    throw malformed(`Record ${nth} (R): a result names no analyte (${places}).`);
  }
  const result: ReportedResult = {
    analyte,
    value,
    unit: unitAt(scope, reading),
    referenceRange: rangeAt(scope, table.astm.referenceRange),
    flags: flagsAt(scope, reading),
    status,
    observedAt: timeAt(scope, table.astm.resultTime, reading),
    comment: commentOf(group.comments),
  };
  return { kind: 'result', result };
}
