import { expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { TatQuery } from '@/lib/metrics/contract';
import { turnaround } from '@/lib/metrics/turnaround/tat';
import { givenTests, type GivenTest } from '@/lib/metrics/testing-tests';
import { unboundDb } from '@/lib/platform/db/client';
import { testDatabase, withClient } from '@/lib/platform/db/testing';
import { newId } from '@/lib/platform/ids';

type Row = Record<string, unknown> & { day: string; scope: string; assay: string | null };

async function dailyMetrics(slug: string): Promise<Row[]> {
  const { rows } = await withClient(testDatabase().reportingUrl, (client) =>
    client.query<Row>(
      `SELECT d.*, d.day::text AS day FROM reporting.daily_metrics d WHERE lab = $1
       ORDER BY d.day, scope, assay NULLS FIRST`,
      [slug],
    ),
  );
  return rows;
}

// Both days of 2025 on which Berlin changes its clocks, an ordinary one, and one of the year's ends.
const DAYS = ['2025-03-30', '2025-06-10', '2025-10-26', '2025-12-31'];
const NEXT: Record<string, string> = {
  '2025-03-30': '2025-03-31T00:00:00+02:00',
  '2025-06-10': '2025-06-11T00:00:00+02:00',
  '2025-10-26': '2025-10-27T00:00:00+01:00',
  '2025-12-31': '2026-01-01T00:00:00+01:00',
};
const BEGIN: Record<string, string> = {
  '2025-03-30': '2025-03-30T00:00:00+01:00',
  '2025-06-10': '2025-06-10T00:00:00+02:00',
  '2025-10-26': '2025-10-26T00:00:00+02:00',
  '2025-12-31': '2025-12-31T00:00:00+01:00',
};

/** Work around a day's ends: everything a cohort has to place or to leave out. */
function workOf(day: string): GivenTest[] {
  const begin = Date.parse(BEGIN[day] ?? '');
  const next = Date.parse(NEXT[day] ?? '');
  const at = (ms: number) => new Date(ms).toISOString();
  const from = (minutes: number) => at(begin + minutes * 60_000);
  const finished = (minutes: number, rest: GivenTest = {}): GivenTest => ({
    received: from(300),
    released: from(300 + minutes),
    due: from(540),
    ...rest,
  });
  return [
    ...[1, 17, 59.5, 61.25, 90, 200, 239.99, 240, 240.001, 480].map((minutes, index) =>
      finished(minutes, { assay: index % 2 === 0 ? 'K' : 'NA', device: `D${day}` }),
    ),
    finished(0, { assay: 'K' }),
    finished(30, { assay: 'NA', due: undefined }),
    // Over midnight, and on the last and first millisecond.
    { assay: 'K', received: at(begin - 3_600_000), released: at(begin), due: at(begin) },
    { assay: 'K', received: from(60), released: at(next - 1), due: at(next - 2) },
    { assay: 'K', received: from(60), released: at(next), due: at(next + 60_000) },
    // Through the hour that is doubled or left out.
    { assay: 'NA', received: from(90), released: from(215), due: from(330) },
    // Negative, missing, unfinished, voided, rejected, cancelled too late, invalidated.
    finished(-5, { assay: 'K' }),
    { assay: 'K', released: from(700) },
    { assay: 'NA', received: from(310), due: from(550) },
    { assay: 'NA', received: from(310), due: from(550), voided: from(900) },
    finished(40, { assay: 'NA', voided: from(900) }),
    { assay: 'K', received: from(310), due: from(550), state: 'rejected', rejected: from(400) },
    { assay: 'K', received: from(310), due: from(550), state: 'rejected', rejected: from(600) },
    finished(45, { assay: 'K', state: 'invalidated' }),
  ];
}

it('has the figures of GET /metrics/tat for each day, and each day and assay', async () => {
  const given = await makeTestLab();
  await givenTests(given.lab.id, DAYS.flatMap(workOf));
  // Another lab's work on the same days is not this one's.
  const other = await makeTestLab();
  await givenTests(other.lab.id, DAYS.flatMap(workOf).slice(0, 9));
  const ctx = await given.ctxFor('viewer');
  const rows = await dailyMetrics(given.lab.slug);
  let compared = 0;
  for (const day of DAYS) {
    for (const assay of [null, 'K', 'NA']) {
      const row = rows.find((one) => one.day === day && one.assay === assay);
      const answer = await turnaround(
        ctx,
        TatQuery.parse({ from: BEGIN[day], to: NEXT[day], ...(assay ? { assay } : {}) }),
      );
      expect(row, `${day} ${assay}`).toMatchObject({
        scope: assay === null ? 'all' : 'assay',
        n: answer.total_specimens,
        negative: answer.excluded.negative,
        missing: answer.excluded.missing,
        unfinished: answer.excluded.unfinished,
        void: answer.excluded.void,
        with_target: answer.within_target.total,
        within_target: answer.within_target.count,
        due: answer.on_time.total,
        on_time: answer.on_time.count,
      });
      for (const figure of ['mean', 'min', 'max', 'p50', 'p90', 'p95', 'p99'] as const) {
        expect(row?.[`${figure}_minutes`], `${day} ${assay} ${figure}`).toBeCloseTo(
          answer[figure] ?? NaN,
          9,
        );
      }
      compared += 1;
    }
  }
  expect(compared).toBe(12);
  // On one ordinary day, by hand.
  expect(rows.find(({ day, scope }) => day === '2025-06-10' && scope === 'all')).toMatchObject({
    n: 16,
    min_minutes: 0,
    max_minutes: 1379.9999833333334,
    negative: 1,
    missing: 1,
    year: 2025,
    quarter: 2,
    month: 6,
    weekday: 2,
    segment: 'receive_to_release',
  });
});

it('follows the headline segment that the lab chose', async () => {
  const given = await makeTestLab();
  await unboundDb().lab.update({
    where: { id: given.lab.id },
    data: { settings: { headlineSegment: 'collect_to_verify' } },
  });
  const tests = [10, 25, 70].map((minutes): GivenTest => ({
    collected: '2025-06-10T08:00:00+02:00',
    received: '2025-06-10T09:00:00+02:00',
    verified: new Date(Date.parse('2025-06-10T08:00:00+02:00') + minutes * 60_000).toISOString(),
    due: '2025-06-10T09:00:00+02:00',
  }));
  await givenTests(given.lab.id, tests);
  const ctx = await given.ctxFor('viewer');
  const [from, to] = [BEGIN['2025-06-10'], NEXT['2025-06-10']];
  const answer = await turnaround(ctx, TatQuery.parse({ from, to, segment: 'collect_to_verify' }));
  const [row] = await dailyMetrics(given.lab.slug);
  expect(row).toMatchObject({
    segment: 'collect_to_verify',
    n: 3,
    p50_minutes: answer.p50,
    within_target: 2,
    on_time: answer.on_time.count,
    tests_received: 3,
    tests_released: 0,
  });
});

it('counts what came, what was released, attempts and rejections on their own days', async () => {
  const { lab } = await makeTestLab();
  const day = (time: string) => `2025-06-10T${time}:00+02:00`;
  const [first, second] = await givenTests(lab.id, [
    { specimen: 'A', assay: 'K', received: day('08:00'), released: '2025-06-11T08:00:00+02:00' },
    { specimen: 'A', assay: 'NA', received: day('08:00'), device: 'Reader' },
    {
      specimen: 'B',
      assay: 'K',
      received: day('23:59'),
      rejected: day('23:59'),
      state: 'rejected',
    },
    { specimen: 'C', assay: 'K', rejected: day('10:00'), state: 'rejected' },
    { specimen: 'D', assay: 'K', received: day('10:00'), voided: day('11:00') },
  ]);
  const db = unboundDb();
  await db.specimen.updateMany({
    where: { labId: lab.id, number: 'C' },
    data: { rejectedAt: new Date(day('10:00')) },
  });
  const test = await db.orderedTest.findFirstOrThrow({ where: { id: second } });
  const ways: Record<string, [string, string]> = {
    start: ['received', 'in_process'],
    fail: ['in_process', 'error'],
    retry: ['error', 'in_process'],
    submit: ['in_process', 'submitted'],
  };
  const step = (sequence: number, action: string, time: string, testId = second) => ({
    id: newId(),
    labId: lab.id,
    specimenId: test.specimenId,
    testId: testId ?? null,
    sequence,
    action,
    fromState: ways[action]?.[0] ?? null,
    toState: ways[action]?.[1] ?? null,
    occurredAt: new Date(time),
    deviceId: test.deviceId,
    source: 'portal' as const,
    actorKind: 'system' as const,
    actorName: 'test',
    requestId: 'test',
  });
  await db.testTransition.createMany({
    data: [
      step(1, 'start', day('08:10')),
      step(2, 'fail', day('08:20')),
      step(3, 'retry', day('08:21')),
      step(4, 'fail', day('08:30')),
      step(5, 'retry', day('08:31')),
      step(6, 'submit', '2025-06-11T00:00:00+02:00'),
      // An import says twice that the same test was done: one attempt.
      {
        ...step(7, 'import', '2025-06-11T08:00:00+02:00', first),
        deviceId: null,
        toState: 'submitted',
        stamps: { released: '2025-06-11T08:00:00.000Z' },
      },
      {
        ...step(8, 'import', '2025-06-12T08:00:00+02:00', first),
        deviceId: null,
        fromState: 'submitted',
        toState: 'published',
      },
    ],
  });
  const counts = (await dailyMetrics(lab.slug)).map((row) => [
    row.day,
    row.assay,
    row.tests_received,
    row.tests_released,
    row.attempts,
    row.attempts_failed,
    row.specimens_presented,
    row.specimens_rejected,
  ]);
  expect(counts).toEqual([
    ['2025-06-10', null, 3, 0, 2, 2, 3, 2],
    ['2025-06-10', 'K', 2, 0, 0, 0, 3, 2],
    ['2025-06-10', 'NA', 1, 0, 2, 2, 1, 0],
    ['2025-06-11', null, 0, 1, 2, 0, 0, 0],
    ['2025-06-11', 'K', 0, 1, 1, 0, 0, 0],
    ['2025-06-11', 'NA', 0, 0, 1, 0, 0, 0],
  ]);
  const { rows } = await withClient(testDatabase().reportingUrl, (client) =>
    client.query(
      `SELECT device, tests, attempts, attempts_failed, error_rate FROM reporting.devices
       WHERE lab = $1`,
      [lab.slug],
    ),
  );
  expect(rows).toEqual([
    { device: 'Reader', tests: 1, attempts: 3, attempts_failed: 2, error_rate: 2 / 3 },
  ]);
});
