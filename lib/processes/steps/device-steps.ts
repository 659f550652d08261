import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { findDeviceEver } from './find-references';
import { durationBars, type DurationBars } from './duration-bars';
import { STEP_FAILED } from './step-sql';

/** So many kinds of steps are told apart in a picture; the rest is one. */
const SHOWN = 5;

const Counted = z.array(z.object({ fct: z.string().nullable(), day: z.string(), count: z.int() }));
const Kinds = z.array(
  z.object({
    fct: z.string(),
    total: z.int(),
    finished: z.int(),
    failed: z.int(),
    running: z.int(),
  }),
);
const Spread = z.array(
  z.object({
    count: z.int(),
    median: z.number().nullable(),
    p99: z.number().nullable(),
  }),
);
const Bins = z.array(z.object({ bin: z.int(), count: z.int() }));

/** Steps of one kind on a device in a period; `finished` is of any status. */
export type StepKindCount = z.output<typeof Kinds>[number];

/** [from, to) */
export type Period = { from: Date; to: Date };

/** The kinds of steps (fct) a device began in a period, the most frequent first; 422 for no device. */
export async function stepKinds(
  ctx: Ctx,
  device: string,
  { from, to }: Period,
): Promise<StepKindCount[]> {
  authorize(ctx, 'platform.read');
  const id = await findDeviceEver(ctx.db, ctx, { field: 'device', name: device });
  return Kinds.parse(
    await ctx.db.$queryRaw`
      SELECT s.fct, count(*)::int AS total,
        count(s.finished_at)::int AS finished,
        count(*) FILTER (WHERE ${STEP_FAILED})::int AS failed,
        count(*) FILTER (WHERE s.finished_at IS NULL)::int AS running
      FROM steps s
      WHERE s.lab_id = ${ctx.lab.id}::uuid AND s.device_id = ${id}::uuid AND NOT s.simulated
        AND s.started_at >= ${from}::timestamptz AND s.started_at < ${to}::timestamptz
      GROUP BY s.fct ORDER BY count(*) DESC, s.fct`,
  );
}

/**
 * How many steps a device began on each day of the lab in a period, by kind: the most frequent ones
 * by name, all others together as null. Days without a step are left out. Simulated steps don't
 * count. 422 for no device.
 */
export async function stepsByDay(
  ctx: Ctx,
  device: string,
  { from, to }: Period,
): Promise<{ day: string; fct: string | null; count: number }[]> {
  authorize(ctx, 'platform.read');
  const id = await findDeviceEver(ctx.db, ctx, { field: 'device', name: device });
  return Counted.parse(
    await ctx.db.$queryRaw`
      WITH counted AS (
        SELECT to_char(s.started_at AT TIME ZONE ${ctx.lab.timeZone}, 'YYYY-MM-DD') AS day, s.fct,
          count(*) AS count
        FROM steps s
        WHERE s.lab_id = ${ctx.lab.id}::uuid AND s.device_id = ${id}::uuid AND NOT s.simulated
          AND s.started_at >= ${from}::timestamptz AND s.started_at < ${to}::timestamptz
        GROUP BY 1, 2
      ), ranked AS (
        SELECT fct, row_number() OVER (ORDER BY sum(count) DESC, fct) AS rank
        FROM counted GROUP BY fct
      )
      SELECT c.day, CASE WHEN r.rank <= ${SHOWN} THEN c.fct END AS fct, sum(c.count)::int AS count
      FROM counted c JOIN ranked r ON r.fct = c.fct
      GROUP BY 1, 2 ORDER BY 1, 2`,
  );
}

/**
 * How long the steps of one kind took on a device in a period: those estimates go by, which are
 * finished, successful and not simulated. Null for none; 422 for no device.
 */
export async function stepDurations(
  ctx: Ctx,
  device: string,
  fct: string,
  { from, to }: Period,
): Promise<DurationBars | null> {
  authorize(ctx, 'platform.read');
  const id = await findDeviceEver(ctx.db, ctx, { field: 'device', name: device });
  const spread = Spread.parse(
    await ctx.db.$queryRaw`
      SELECT count(*)::int AS count,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY s.usable_ms)::float8 AS median,
        percentile_cont(0.99) WITHIN GROUP (ORDER BY s.usable_ms)::float8 AS p99
      FROM steps s
      WHERE s.lab_id = ${ctx.lab.id}::uuid AND s.device_id = ${id}::uuid AND s.fct = ${fct}
        AND s.usable_ms IS NOT NULL
        AND s.started_at >= ${from}::timestamptz AND s.started_at < ${to}::timestamptz`,
  )[0];
  if (!spread || spread.median === null || spread.p99 === null) return null;
  const bars = durationBars({ ...spread, median: spread.median, p99: spread.p99 });
  const bins = Bins.parse(
    await ctx.db.$queryRaw`
      SELECT least(floor(s.usable_ms / ${bars.widthMs}::float8), ${bars.regular})::int AS bin,
        count(*)::int AS count
      FROM steps s
      WHERE s.lab_id = ${ctx.lab.id}::uuid AND s.device_id = ${id}::uuid AND s.fct = ${fct}
        AND s.usable_ms IS NOT NULL
        AND s.started_at >= ${from}::timestamptz AND s.started_at < ${to}::timestamptz
      GROUP BY 1 ORDER BY 1`,
  );
  return bars.filled(new Map(bins.map(({ bin, count }) => [bin, count])));
}
