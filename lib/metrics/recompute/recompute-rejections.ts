import { z } from 'zod';
import { bucketOf, bucketsBetween, type LocalBucket } from './local-time';
import { everyRow, Receipt, type Reader } from './receipt-rows';
import { grouped, wilsonOf } from './statistics';

const Row = z.object({
  assays: z.array(z.string()),
  specimen_type: z.string().nullable(),
  location: z.string().nullable(),
  presented: z.string(),
  rejected: z.boolean(),
  reason_code: z.string().nullable(),
});
type Rows = readonly z.output<typeof Row>[];

const Keys = z.array(z.object({ key: z.string().nullable() }));

const Asked = z.object({
  grain: z.string(),
  reasons: z.array(z.object({ key: z.string().nullable(), group: z.string().nullable() })),
  groups: Keys.optional(),
  receipt: Receipt,
});

const rejectedOf = (rows: Rows) => rows.filter(({ rejected }) => rejected);

function rateOf(presented: number, rejected: number) {
  const rate = presented === 0 ? null : rejected / presented;
  return { presented, rejected, rate, ci95: wilsonOf(rejected, presented) };
}

/** Laney’s p′ chart of complete buckets, none of them empty; null of fewer than 12. */
function limitsOf(buckets: readonly Rows[]) {
  const n = buckets.map((rows) => rows.length).filter((count) => count > 0);
  const p = buckets
    .filter((rows) => rows.length > 0)
    .map((rows) => rejectedOf(rows).length / rows.length);
  if (n.length < 12) return null;
  const all = n.reduce((sum, count) => sum + count, 0);
  const centre = p.reduce((sum, share, place) => sum + share * (n[place] ?? 0), 0) / all;
  const sigma = (count: number) => Math.sqrt((centre * (1 - centre)) / count);
  const z = p.map((share, place) => {
    const spread = sigma(n[place] ?? 0);
    return spread === 0 ? 0 : (share - centre) / spread;
  });
  let moved = 0;
  for (let place = 1; place < z.length; place += 1) {
    moved += Math.abs((z[place] ?? 0) - (z[place - 1] ?? 0));
  }
  const sigmaZ = moved / (z.length - 1) / 1.128;
  return { centre, sigmaZ, buckets: n.length, reach: (count: number) => 3 * sigma(count) * sigmaZ };
}

/** What a specimen is grouped under: once under each of its assays. */
function keysOf(by: string, row: Rows[number]): readonly (string | null)[] {
  if (by === 'assay') return row.assays.length > 0 ? row.assays : [null];
  return [by === 'location' ? row.location : row.specimen_type];
}

/** Rejections once more, from the specimens that were presented. */
export async function recomputeRejections(reader: Reader, answer: unknown, asked: URLSearchParams) {
  const { grain, reasons, groups, receipt } = Asked.parse(answer);
  const { window, time_zone: zone, computed_at: now, rows_url: url } = receipt;
  const presented = await everyRow(reader, url, Row, { which: 'presented' });
  const rejected = await everyRow(reader, url, Row, { which: 'rejected' });
  if (rejectedOf(presented).length !== rejected.length) {
    throw new Error('As many stand rejected among the presented as are listed rejected');
  }
  const rowsOf = ({ key }: LocalBucket) =>
    presented.filter((row) => bucketOf(grain, row.presented, zone) === key);
  const isComplete = ({ timestamp, until }: LocalBucket) =>
    Date.parse(timestamp) >= Date.parse(window.from) &&
    Date.parse(until) <= Math.min(Date.parse(window.to), Date.parse(now));
  const buckets = bucketsBetween(grain, window, zone, now);
  const limits = limitsOf(buckets.filter(isComplete).map(rowsOf));
  const months = bucketsBetween('month', window, zone, now).map(({ key }) => key);
  const by = asked.get('group_by');
  const byReason = grouped(rejected, (row) => row.reason_code);
  const inOrder = (said: readonly { key: string | null }[], found: Iterable<string | null>) => [
    ...said.map(({ key }) => key),
    ...[...found].filter((key) => !said.some((one) => one.key === key)),
  ];
  const groupOf = (key: string | null) => {
    if (by === 'reason') return rateOf(presented.length, byReason.get(key)?.length ?? 0);
    const rows = presented.filter((row) => keysOf(by ?? '', row).includes(key));
    return rateOf(rows.length, rejectedOf(rows).length);
  };
  const keys = new Set(
    by === 'reason' ? byReason.keys() : presented.flatMap((row) => keysOf(by ?? '', row)),
  );
  return {
    ...rateOf(presented.length, rejected.length),
    grain,
    data: buckets.map((bucket) => {
      const rows = rowsOf(bucket);
      const { ci95: _, ...rate } = rateOf(rows.length, rejectedOf(rows).length);
      const reach = limits && rows.length > 0 ? limits.reach(rows.length) : null;
      return {
        key: bucket.key,
        timestamp: bucket.timestamp,
        running: bucket.running,
        provisional: !isComplete(bucket),
        ...rate,
        lower: limits && reach !== null ? Math.max(0, limits.centre - reach) : null,
        upper: limits && reach !== null ? Math.min(1, limits.centre + reach) : null,
      };
    }),
    limits: limits && {
      centre: limits.centre,
      sigma_z: limits.sigmaZ,
      buckets: limits.buckets,
    },
    months,
    reasons: inOrder(reasons, byReason.keys()).map((key, place) => {
      const rows = byReason.get(key) ?? [];
      return {
        key,
        // What a reason belongs to is a word, as its label is.
        group: reasons[place]?.group ?? null,
        count: rows.length,
        share: rows.length / rejected.length,
        by_month: months.map(
          (month) => rows.filter((row) => bucketOf('month', row.presented, zone) === month).length,
        ),
      };
    }),
    groups: groups && inOrder(groups, keys).map((key) => ({ key, ...groupOf(key) })),
  };
}
