import { z } from 'zod';
import { everyRow, type Reader } from './receipt-rows';
import { OpenTest, standingOf } from './recompute-worklist';
import { grouped } from './statistics';

const Row = z.looseObject({
  location: z.string().nullable(),
  since_at: z.string(),
  missing_after_minutes: z.number(),
});

const Asked = z.looseObject({
  data: z.array(z.unknown()),
  pending: z.array(z.object({ assay: z.string() })),
  by_location: z.array(z.object({ location: z.string().nullable() })),
  receipt: z.object({ computed_at: z.string(), rows_url: z.string() }),
});

const oldest = (times: readonly string[]) => [...times].sort()[0] ?? null;

/** What has not come once more, and what is pending from the list of open work. */
export async function recomputeMissing(reader: Reader, answer: unknown) {
  const { data, pending, by_location: places, receipt, ...said } = Asked.parse(answer);
  const url = new URL(receipt.rows_url, reader.origin);
  const rows = await everyRow(reader, receipt.rows_url, Row);
  const open = await everyRow(reader, `/api/v1/metrics/worklist${url.search}`, OpenTest);
  url.searchParams.delete('location');
  const anywhere = await everyRow(reader, `${url.pathname}${url.search}`, Row);
  const byPlace = grouped(anywhere, ({ location }) => location);
  const byAssay = grouped(open, ({ assay }) => assay);
  const inOrder = <K>(named: readonly K[], found: Iterable<K>) => [
    ...named,
    ...[...found].filter((key) => !named.includes(key)),
  ];
  const waited = ({ since_at }: z.output<typeof Row>) =>
    (Date.parse(receipt.computed_at) - Date.parse(since_at)) / 60_000;
  if (rows.some((row) => waited(row) <= row.missing_after_minutes)) {
    throw new Error('What has not waited that long is not missing');
  }
  return {
    ...said,
    total: rows.length,
    data: rows.slice(0, data.length).map((row) => ({ ...row, waited_minutes: waited(row) })),
    by_location: inOrder(
      places.map(({ location }) => location),
      byPlace.keys(),
    ).map((location) => {
      const those = byPlace.get(location) ?? [];
      return {
        location,
        count: those.length,
        oldest_at: oldest(those.map(({ since_at }) => since_at)),
        missing_after_minutes: those[0]?.missing_after_minutes,
      };
    }),
    pending: inOrder(
      pending.map(({ assay }) => assay),
      byAssay.keys(),
    ).map((assay) => {
      const tests = byAssay.get(assay) ?? [];
      const [first] = tests;
      return {
        assay,
        assay_name: first?.assay_name,
        department: first?.department,
        open: tests.length,
        overdue: tests.filter((test) => standingOf(test, receipt.computed_at) === 'overdue').length,
        oldest_at: oldest(
          tests.flatMap(({ milestones }) => milestones.received ?? milestones.ordered ?? []),
        ),
      };
    }),
  };
}
