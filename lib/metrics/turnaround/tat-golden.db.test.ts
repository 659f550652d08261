import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { sharedFile } from '@/lib/platform/testing-shared';
import { TatQuery, type Figure } from '../contract';
import { turnaround } from './tat';
import { givenTests } from '../testing-tests';

const csvFile = sharedFile('data/covid-turnaround.csv');
const goldenFile = sharedFile('golden/covid-turnaround.json');

const GoldenFigure = z.object({
  n: z.number(),
  excluded_negative: z.number(),
  p50: z.number(),
  p90: z.number(),
  p95: z.number(),
  p99: z.number(),
  mean: z.number(),
  max: z.number(),
  box: z.object({
    q1: z.number(),
    median: z.number(),
    q3: z.number(),
    whisker_low: z.number(),
    whisker_high: z.number(),
    outliers: z.number(),
  }),
});
type GoldenFigure = z.output<typeof GoldenFigure>;
const Golden = z.object({
  receive_to_release: GoldenFigure,
  collect_to_receive: GoldenFigure,
  receive_to_release_by_priority: z.record(z.string(), GoldenFigure),
  within_480_minutes_receive_to_release: z.object({ n: z.number() }),
});
const CsvRow = z.object({
  specimen_id: z.string(),
  assay: z.string(),
  priority: z.enum(['STAT', 'URGENT', 'ROUTINE']),
  location: z.string(),
  collected_at: z.string(),
  received_at: z.string(),
  processed_at: z.string(),
});

const YEAR = { from: '2020-01-01T00:00:00Z', to: '2021-01-01T00:00:00Z' };

function expectGolden(figure: Figure, golden: GoldenFigure) {
  expect(figure.total_specimens).toBe(golden.n);
  expect(figure.excluded.negative).toBe(golden.excluded_negative);
  for (const name of ['p50', 'p90', 'p95', 'p99', 'max'] as const) {
    expect(figure[name], name).toBeCloseTo(golden[name], 8);
  }
  // The golden mean is rounded to four places.
  expect(figure.mean).toBeCloseTo(golden.mean, 3);
  const { outlier_values: values, ...box } = figure.box ?? { outlier_values: [] };
  expect(box).toEqual(golden.box && { ...golden.box, n: undefined });
  expect(values).toHaveLength(Math.min(200, golden.box.outliers));
}

// The reference data lie beside the repository and are not part of it.
describe.skipIf(!existsSync(csvFile) || !existsSync(goldenFile))(
  'the real turnarounds of 2020 (skipped where ../shared is absent)',
  () => {
    let given: TestLab;
    const golden = () => Golden.parse(JSON.parse(readFileSync(goldenFile, 'utf8')));

    beforeAll(async () => {
      given = await makeTestLab({ timeZone: 'America/New_York', targetMinutes: 480 });
      const rows = z.array(CsvRow).parse(parse(readFileSync(csvFile), { columns: true }));
      await givenTests(
        given.lab.id,
        rows.map((row) => ({
          specimen: row.specimen_id,
          assay: row.assay,
          priority: row.priority,
          location: row.location,
          collected: row.collected_at,
          received: row.received_at,
          released: row.processed_at,
          due: new Date(Date.parse(row.received_at) + 480 * 60_000).toISOString(),
        })),
      );
    }, 180_000);

    async function ask(query: Record<string, string>) {
      return turnaround(await given.ctxFor('viewer'), TatQuery.parse({ ...YEAR, ...query }));
    }

    it('gives the golden receive_to_release, whole and by priority', async () => {
      const { receive_to_release, receive_to_release_by_priority } = golden();
      const answer = await ask({ group_by: 'priority' });
      expectGolden(answer, receive_to_release);
      expect(answer.groups.map(({ key }) => key)).toEqual(['STAT', 'URGENT', 'ROUTINE']);
      for (const group of answer.groups) {
        const wanted = receive_to_release_by_priority[group.key ?? ''];
        if (!wanted) throw new Error(`No golden figure of ${group.key}`);
        expectGolden(group, wanted);
      }
    });

    it('gives the golden collect_to_receive', async () => {
      expectGolden(await ask({ segment: 'collect_to_receive' }), golden().collect_to_receive);
    });

    it('finds as many within 480 minutes, by due time and by the number given', async () => {
      const { n } = golden().within_480_minutes_receive_to_release;
      const byDue = await ask({});
      expect(byDue.within_target).toMatchObject({ count: n, total: byDue.total_specimens });
      const byMinutes = await ask({ within_minutes: '480' });
      expect(byMinutes.within_target).toMatchObject({ count: n });
      expect(byMinutes.on_time).toEqual(byDue.on_time);
    });
  },
);
