import type { ReportedResult, TestReport } from '../event';
import { scopeOf, type OrderGroup } from './group-orders';
import { readObservation } from './read-observation';
import { codeAt, messageTime, type Reading } from './reading';

/** Text that is sent a line an OBX is one result of many lines. */
function continued(before: ReportedResult | undefined, next: ReportedResult): boolean {
  return before?.analyte.code === next.analyte.code && before.status === next.status;
}

/**
 * What an order reports of its test; null where it has nothing to report. Complete is when every
 * result that is still to count with is final or corrected, and there is one: cancelled ones never
 * come, attachments are none, and what OBR-25 says of the whole is not asked.
 */
export function readTest(reading: Reading, order: OrderGroup): TestReport | null {
  const assay = codeAt(
    scopeOf(reading.message, order),
    reading.table.hl7.assay,
    reading.table.assays,
  );
  if (assay === 'left_out') {
    reading.remark(`The test of line ${order.obr?.line ?? 0} is left out by the mapping.`);
    return null;
  }
  const results: ReportedResult[] = [];
  // Lines of text are gathered apart: joined at once, a long text costs no more than its length.
  const lines = new Map<ReportedResult, string[]>();
  let textBefore: ReportedResult | undefined;
  let awaited = 0;
  for (const observation of order.observations) {
    const read = readObservation(reading, order, observation);
    if (read.kind === 'awaited') awaited += 1;
    if (read.kind !== 'result') continue;
    const { result, text } = read;
    if (text && textBefore !== undefined && continued(textBefore, result)) {
      const more = [result.value, ...(result.comment === null ? [] : [result.comment])];
      lines.get(textBefore)?.push(...more);
      continue;
    }
    results.push(result);
    textBefore = text ? result : undefined;
    if (text) lines.set(result, [result.value]);
  }
  if (results.length === 0) return null;
  const whole = results.map((result) => {
    const joined = lines.get(result);
    return joined === undefined ? result : { ...result, value: joined.join('\n') };
  });
  const statuses = whole.map(({ status }) => status).filter((status) => status !== 'cancelled');
  const times = whole.flatMap(({ observedAt }) =>
    observedAt === null ? [] : [observedAt.getTime()],
  );
  return {
    assay,
    results: whole,
    complete:
      awaited === 0 &&
      statuses.length > 0 &&
      statuses.every((status) => status === 'final' || status === 'corrected'),
    at:
      times.length === 0 ? messageTime(reading) : new Date(times.reduce((a, b) => Math.max(a, b))),
  };
}
