import type { ReportedResult } from '../event';
import { translateCode } from '../mapping/translate-code';
import { scopeOf, type Observation, type OrderGroup } from './group-orders';
import { eachAt, type Scope } from './read-path';
import { readObservedValue } from './read-value';
import { codeAt, malformed, quoted, timeAt, translated, valueAt, type Reading } from './reading';

/** One OBX: its result; that one is still to come; or that there is none to count with. */
export type ReadObservation =
  | { kind: 'result'; result: ReportedResult; text: boolean }
  | { kind: 'awaited' }
  | { kind: 'nothing' };

/** Flags (table 0078) of every repetition, translated; those that the table leaves out are gone. */
export function flagsAt(reading: Reading, scope: Scope): string[] {
  const { flags, hl7 } = reading.table;
  const ours = eachAt(scope, hl7.flags).map((flag) => {
    const known = translateCode(flags, flag);
    return known === undefined ? flag.toUpperCase() : known;
  });
  return [...new Set(ours.filter((flag) => flag !== null))];
}

/** NTE-3 of the notes behind an OBX, a line each. */
export function notesOf({ notes }: Observation): string | null {
  const lines = notes
    .flatMap((note) => note.text(3))
    .filter((line) => line !== '' && line !== '""');
  return lines.length === 0 ? null : lines.join('\n');
}

/** What OBX-11 says by the table; what it does not know is taken as preliminary, and remarked. */
function statusAt(reading: Reading, scope: Scope, line: number) {
  const { hl7 } = reading.table;
  const written = valueAt(scope, hl7.resultStatus) ?? '';
  const status =
    translateCode(hl7.resultStatuses, written) ??
    translateCode(hl7.resultStatuses, written.toUpperCase());
  if (status !== undefined) return status;
  reading.remark(
    written === ''
      ? `Line ${line} names no status of its result (OBX-11): taken as preliminary.`
      : `Line ${line}: the status ${quoted(written)} is not in the mapping: taken as preliminary.`,
  );
  return 'preliminary' as const;
}

/**
 * Reads an OBX by the table. A cancelled result may have no value; any other without one counts as
 * still to come, or, where it is final, as nothing. Throws UnreadableMessage, naming the line.
 */
export function readObservation(
  reading: Reading,
  order: OrderGroup,
  observation: Observation,
): ReadObservation {
  const { obx } = observation;
  const { table } = reading;
  const scope = scopeOf(reading.message, order, obx);
  const observed = readObservedValue(obx, table.hl7.codedValue);
  const analyte = codeAt(scope, table.hl7.analyte, table.analytes);
  if (analyte === 'left_out') return { kind: 'nothing' };
  if (observed.kind === 'attachment') {
    const name = analyte === null ? '' : ` ${quoted(analyte.code)}`;
    reading.remark(`Line ${obx.line}${name} is an attachment (${observed.type}), not a result.`);
    return { kind: 'nothing' };
  }
  const status = statusAt(reading, scope, obx.line);
  if (status === 'none') return { kind: 'awaited' };
  if (observed.kind === 'none' && status !== 'cancelled') {
    if (status === 'preliminary') return { kind: 'awaited' };
    reading.remark(`Line ${obx.line} is ${status} and has no value.`);
    return { kind: 'nothing' };
  }
  if (analyte === null) throw malformed(`Line ${obx.line}: a result names no analyte (OBX-3).`);
  const unit = valueAt(scope, table.hl7.unit);
  const result: ReportedResult = {
    analyte,
    value: observed.kind === 'value' ? observed.value : '',
    unit: unit === null ? null : translated(table.units, unit),
    referenceRange: valueAt(scope, table.hl7.referenceRange),
    flags: flagsAt(reading, scope),
    status,
    observedAt: timeAt(reading, scope, table.hl7.resultTime),
    comment: notesOf(observation),
  };
  return { kind: 'result', result, text: observed.kind === 'value' && observed.text };
}
