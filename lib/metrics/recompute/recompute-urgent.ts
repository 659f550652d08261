import { z } from 'zod';
import { bucketOf, bucketsBetween } from './local-time';
import { everyRow, Receipt, type Reader } from './receipt-rows';
import { meanOf, quantileOf, shareOf } from './statistics';

const time = z.string().nullable();

const Row = z.object({
  specimen_id: z.string(),
  assay: z.string(),
  run: z.number(),
  priority: z.string(),
  start: z.string(),
  end: time,
});

const Asked = z.object({
  grain: z.string(),
  by_priority: z.array(z.object({ key: z.string().nullable() })),
  receipt: Receipt,
});

type Row = z.output<typeof Row>;
type Sets = { received: Row[]; due: Row[]; onTime: Row[]; void: Row[] };

const ms = (text: string | null) => (text === null ? NaN : Date.parse(text));

function countsOf({ received, due, onTime, void: ofVoid }: Sets) {
  const released = received.filter(({ end }) => end !== null);
  const minutes = released
    .map(({ start, end }) => (ms(end) - ms(start)) / 60_000)
    .filter((each) => each >= 0);
  const at = (fraction: number) => quantileOf(minutes, fraction);
  return {
    received: received.length,
    released: released.length,
    open: received.length - released.length,
    void: ofVoid.length,
    turnaround: {
      n: minutes.length,
      p50: at(0.5),
      p90: at(0.9),
      p95: at(0.95),
      p99: at(0.99),
      mean: meanOf(minutes),
      min: at(0),
      max: at(1),
      negative: released.length - minutes.length,
    },
    on_time: shareOf(onTime.length, due.length),
  };
}

/** Urgent work once more. */
export async function recomputeUrgent(reader: Reader, answer: unknown) {
  const { grain, by_priority: priorities, receipt } = Asked.parse(answer);
  const read = (which: string) => everyRow(reader, receipt.rows_url, Row, { which });
  const sets: Sets = {
    received: await read('received'),
    due: await read('due'),
    onTime: await read('on_time'),
    void: await read('void'),
  };
  for (const { priority } of Object.values(sets).flat()) {
    if (priority !== 'STAT' && priority !== 'URGENT') throw new Error(`${priority} is not urgent`);
  }
  const those = (holds: (row: Row) => boolean) =>
    countsOf({
      received: sets.received.filter(holds),
      due: sets.due.filter(holds),
      onTime: sets.onTime.filter(holds),
      void: sets.void.filter(holds),
    });
  const whole = those(() => true);
  for (const [which, count] of [
    ['released', whole.released],
    ['turnaround', whole.turnaround.n],
    ['negative', whole.turnaround.negative],
    ['open', whole.open],
    ['late', whole.on_time.total - whole.on_time.count],
  ] as const) {
    const listed = await read(which);
    if (listed.length !== count) throw new Error(`${which} lists ${listed.length}, not ${count}`);
  }
  const keys = priorities.map(({ key }) => key);
  const forgotten = Object.values(sets)
    .flat()
    .map(({ priority }) => priority)
    .filter((key) => !keys.includes(key));
  const zone = receipt.time_zone;
  return {
    ...whole,
    grain,
    by_priority: [...keys, ...new Set(forgotten)].map((key) => ({
      key,
      ...those(({ priority }) => priority === key),
    })),
    trend: bucketsBetween(grain, receipt.window, zone, receipt.computed_at).map((bucket) => ({
      ...bucket,
      ...those(({ start }) => bucketOf(grain, start, zone) === bucket.key),
    })),
  };
}
