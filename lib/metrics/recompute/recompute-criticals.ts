import { z } from 'zod';
import { bucketOf, bucketsBetween } from './local-time';
import { everyRow, Receipt, type Reader } from './receipt-rows';
import { quantileOf, shareOf } from './statistics';

const Row = z.looseObject({
  id: z.string(),
  analyte: z.string(),
  location: z.string().nullable(),
  available_at: z.string(),
  confirmed_at: z.string().nullable(),
  closed_at: z.string().nullable(),
  closed_as: z.string().nullable(),
});
type Row = z.output<typeof Row>;

const Keys = z.array(z.object({ key: z.string().nullable() }));

const Asked = z.object({
  grain: z.string(),
  within_minutes: z.number(),
  by_analyte: Keys,
  by_location: Keys,
  receipt: Receipt,
});

const minutesFrom = ({ available_at }: Row, until: string) =>
  Math.max(0, Date.parse(until) - Date.parse(available_at)) / 60_000;

/** Critical results once more. */
export async function recomputeCriticals(reader: Reader, answer: unknown) {
  const said = Asked.parse(answer);
  const { grain, within_minutes: within, receipt } = said;
  const read = (which: string) => everyRow(reader, receipt.rows_url, Row, { which });
  const available = await read('available');
  const open = await read('open');
  const now = receipt.computed_at;
  const verdictOf = (row: Row) => {
    if (row.closed_as === 'WITHDRAWN' || row.closed_as === 'NOT_REQUIRED') return row.closed_as;
    if (row.confirmed_at !== null) {
      return minutesFrom(row, row.confirmed_at) <= within ? 'within' : 'late';
    }
    return row.closed_at === null && minutesFrom(row, now) < within ? 'in_time' : 'late';
  };
  const countsOf = (rows: readonly Row[]) => {
    const of = (verdict: string) => rows.filter((row) => verdictOf(row) === verdict).length;
    const minutes = rows.flatMap((row) =>
      row.confirmed_at === null ? [] : [minutesFrom(row, row.confirmed_at)],
    );
    return {
      available: rows.length,
      handled: shareOf(of('within'), of('within') + of('late')),
      late: of('late'),
      in_time: of('in_time'),
      withdrawn: of('WITHDRAWN'),
      not_required: of('NOT_REQUIRED'),
      unreached: rows.filter((row) => row.closed_as === 'CLOSED_UNREACHED').length,
      confirmed: {
        n: minutes.length,
        p50: quantileOf(minutes, 0.5),
        p90: quantileOf(minutes, 0.9),
      },
    };
  };
  const whole = countsOf(available);
  for (const [which, count] of [
    ['within', whole.handled.count],
    ['late', whole.late],
    ['in_time', whole.in_time],
    ['confirmed', whole.confirmed.n],
    ['withdrawn', whole.withdrawn],
    ['not_required', whole.not_required],
    ['unreached', whole.unreached],
  ] as const) {
    const listed = await read(which);
    if (listed.length !== count) throw new Error(`${which} lists ${listed.length}, not ${count}`);
  }
  const by = (named: z.output<typeof Keys>, name: 'analyte' | 'location') => {
    const keys = named.map(({ key }) => key);
    const forgotten = available.map((row) => row[name]).filter((key) => !keys.includes(key));
    return [...keys, ...new Set(forgotten)].map((key) => ({
      key,
      ...countsOf(available.filter((row) => row[name] === key)),
    }));
  };
  const zone = receipt.time_zone;
  return {
    ...whole,
    within_minutes: within,
    grain,
    open_now: {
      count: open.length,
      overdue: open.filter((row) => minutesFrom(row, now) >= within).length,
      longest: open.slice(0, 20).map((row) => ({ ...row, minutes: minutesFrom(row, now) })),
    },
    by_analyte: by(said.by_analyte, 'analyte'),
    by_location: by(said.by_location, 'location'),
    trend: bucketsBetween(grain, receipt.window, zone, now).map((bucket) => ({
      ...bucket,
      ...countsOf(
        available.filter((row) => bucketOf(grain, row.available_at, zone) === bucket.key),
      ),
    })),
  };
}
