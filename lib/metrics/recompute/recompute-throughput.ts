import { z } from 'zod';
import { bucketOf, bucketsBetween } from './local-time';
import { everyRow, Receipt, type Reader } from './receipt-rows';

const Row = z.object({
  assay: z.string(),
  department: z.string().nullable(),
  location: z.string().nullable(),
  priority: z.string(),
  device: z.string().nullable(),
  end: z.string(),
});

const Asked = z.object({
  grain: z.string(),
  groups: z.array(z.object({ key: z.string().nullable() })).optional(),
  receipt: Receipt,
});

const Group = z.enum(['assay', 'department', 'location', 'priority', 'device']).nullable();

/** Throughput once more. */
export async function recomputeThroughput(reader: Reader, answer: unknown, asked: URLSearchParams) {
  const { grain, groups, receipt } = Asked.parse(answer);
  const { window, time_zone: zone } = receipt;
  const rows = await everyRow(reader, receipt.rows_url, Row);
  const buckets = bucketsBetween(grain, window, zone, receipt.computed_at);
  const data = (some: typeof rows) =>
    buckets.map(({ key, timestamp, running }) => ({
      key,
      timestamp,
      running,
      count: some.filter(({ end }) => bucketOf(grain, end, zone) === key).length,
    }));
  const by = Group.parse(asked.get('group_by'));
  const keys = groups?.map(({ key }) => key) ?? [];
  const forgotten = by ? rows.map((row) => row[by]).filter((key) => !keys.includes(key)) : [];
  return {
    total: rows.length,
    grain,
    data: data(rows),
    groups: by
      ? [...keys, ...new Set(forgotten)].map((key) => {
          const those = rows.filter((row) => row[by] === key);
          return { key, count: those.length, data: data(those) };
        })
      : undefined,
  };
}
