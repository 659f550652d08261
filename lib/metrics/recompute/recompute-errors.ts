import { z } from 'zod';
import { bucketOf, bucketsBetween } from './local-time';
import { everyRow, Receipt, type Reader } from './receipt-rows';
import { grouped, wilsonOf } from './statistics';

const Row = z.object({
  assay: z.string(),
  device: z.string().nullable(),
  ended: z.string(),
  failed: z.boolean(),
  error_code: z.string().nullable(),
});
type Attempts = readonly z.output<typeof Row>[];

const Named = z.object({ value: z.string().nullable() });

const Asked = z.object({
  grain: z.string(),
  by_machine: z.array(Named),
  by_error_code: z.array(Named),
  by_assay: z.array(Named),
  top: z.array(z.object({ machine_id: z.string().nullable(), error_code: z.string().nullable() })),
  receipt: Receipt,
});

/** How many pairs of device and code are named. */
const TOP = 20;

const failedOf = (rows: Attempts) => rows.filter(({ failed }) => failed).length;

function rateOf(rows: Attempts) {
  const [count, attempts] = [failedOf(rows), rows.length];
  const rate = attempts === 0 ? null : count / attempts;
  return { count, attempts, rate, ci95: wilsonOf(count, attempts) };
}

/** Errors once more, from the attempts. */
export async function recomputeErrors(reader: Reader, answer: unknown) {
  const said = Asked.parse(answer);
  const { receipt, grain } = said;
  const { window, time_zone: zone, rows_url: url } = receipt;
  const [attempts, failed, ofVoid] = await Promise.all(
    ['attempts', 'failed', 'later_void'].map((which) => everyRow(reader, url, Row, { which })),
  );
  if (!attempts || !failed || !ofVoid) throw new Error('There are no attempts to count');
  const shareOf = (count: number) => (failed.length === 0 ? null : count / failed.length);
  const listed = (
    category: string,
    rows: Attempts,
    named: readonly { value: string | null }[],
    keyOf: (row: Attempts[number]) => string | null,
  ) => {
    const groups = grouped(rows, keyOf);
    const forgotten = [...groups.keys()].filter((key) => !named.some(({ value }) => value === key));
    return [...named.map(({ value }) => value), ...forgotten].map((value) => ({
      category,
      value,
      ...rateOf(groups.get(value) ?? []),
    }));
  };
  const pairs = grouped(failed, ({ device, error_code }) => JSON.stringify([device, error_code]));
  const most = [...pairs.values()].map((rows) => rows.length).sort((a, b) => b - a);
  const whole = rateOf(attempts);
  return {
    total_errors: failed.length,
    total_specimens: attempts.length,
    overall_error_rate: whole.rate,
    ci95: whole.ci95,
    by_machine: listed('machine_id', attempts, said.by_machine, ({ device }) => device),
    by_error_code: listed('error_code', failed, said.by_error_code, (row) => row.error_code).map(
      ({ category, value, count }) => ({ category, value, count, rate: shareOf(count) }),
    ),
    by_assay: listed('assay', attempts, said.by_assay, ({ assay }) => assay),
    // The pairs that were named, each as often as the one of its place.
    top: most.slice(0, TOP).map((expected, place) => {
      const { machine_id = '', error_code = '' } = said.top[place] ?? {};
      const count = pairs.get(JSON.stringify([machine_id, error_code]))?.length ?? 0;
      return {
        machine_id,
        error_code,
        count: count === expected ? count : NaN,
        rate: shareOf(count),
      };
    }),
    later_void: { attempts: ofVoid.length, count: failedOf(ofVoid) },
    grain,
    trend: bucketsBetween(grain, window, zone, receipt.computed_at).map(
      ({ key, timestamp, running }) => {
        const rows = attempts.filter(({ ended }) => bucketOf(grain, ended, zone) === key);
        const { ci95: _, ...rate } = rateOf(rows);
        return { key, timestamp, running, ...rate };
      },
    ),
  };
}
