import { z } from 'zod';
import { everyRow, type Reader } from './receipt-rows';

const time = z.string().nullable();

/** An open test as the worklist lists it. */
export const OpenTest = z.looseObject({
  assay: z.string(),
  assay_name: z.string(),
  department: z.string().nullable(),
  due_at: time,
  milestones: z.looseObject({ ordered: time, received: time, released: time }),
});
type OpenTest = z.output<typeof OpenTest>;

/** How an open test stands to its due time at a moment; of the segment from receipt to release. */
export function standingOf({ due_at, milestones }: OpenTest, at: string) {
  if (due_at === null || milestones.released !== null) return 'no_due';
  const [now, due] = [Date.parse(at), Date.parse(due_at)];
  if (now > due) return 'overdue';
  if (milestones.received === null) return 'in_time';
  const received = Date.parse(milestones.received);
  return 5 * (now - received) >= 4 * (due - received) ? 'at_risk' : 'in_time';
}

const Asked = z.looseObject({
  data: z.array(z.unknown()),
  receipt: z.object({ computed_at: z.string(), rows_url: z.string() }),
});

/** The list of open work once more: from all of its pages, its own order and its counts. */
export async function recomputeWorklist(reader: Reader, answer: unknown) {
  const { data, receipt, ...said } = Asked.parse(answer);
  const url = new URL(receipt.rows_url, reader.origin);
  const some = await everyRow(reader, receipt.rows_url, OpenTest);
  // Its counts leave the urgency aside, its next steps also the step.
  url.searchParams.delete('urgency');
  const counted = await everyRow(reader, `${url.pathname}${url.search}`, OpenTest);
  url.searchParams.delete('next');
  const open = await everyRow(reader, `${url.pathname}${url.search}`, OpenTest);
  const steps = async (next: string) =>
    (await everyRow(reader, `${url.pathname}${url.search}`, OpenTest, { next })).length;
  const of = (standing: string) =>
    counted.filter((test) => standingOf(test, receipt.computed_at) === standing).length;
  const order = ['overdue', 'at_risk', 'in_time', 'no_due'];
  const rank = (test: OpenTest) => order.indexOf(standingOf(test, receipt.computed_at));
  const dueOf = ({ due_at }: OpenTest) => Date.parse(due_at ?? '');
  const inOrder = some.toSorted((a, b) => rank(a) - rank(b) || dueOf(a) - dueOf(b) || 0);
  return {
    ...said,
    data: inOrder.slice(0, data.length).map((test) => {
      const { due_at: due } = test;
      const urgency = standingOf(test, receipt.computed_at);
      const left = Date.parse(due ?? '') - Date.parse(receipt.computed_at);
      return { ...test, urgency, minutes_left: urgency === 'no_due' ? null : left / 60_000 };
    }),
    counts: {
      overdue: of('overdue'),
      at_risk: of('at_risk'),
      in_time: of('in_time'),
      no_due: of('no_due'),
    },
    next_steps: {
      open: open.length,
      verify: await steps('verify'),
      publish: await steps('publish'),
    },
  };
}
