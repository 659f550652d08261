import { describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import type { ActorKind } from '@/lib/platform/db/generated/enums';
import { newId } from '@/lib/platform/ids';
import { autoverification } from './autoverification';
import { AutoverificationQuery, AutoverificationRowsQuery } from './autoverification-contract';
import { autoverificationRows } from './autoverification-rows';
import { givenTests, type GivenTest } from '../testing-tests';

const DAY = { from: '2026-06-10T00:00:00+02:00', to: '2026-06-11T00:00:00+02:00' };
const NOW = new Date('2026-06-10T20:00:00+02:00');
const clock = (time: string) => `2026-06-10T${time}:00+02:00`;

/** What happened to a test: who verified it, and what else. */
type Step = ['verify', ActorKind] | ['publish' | 'retract' | 'amend' | 'invalidate', 'person'];

const AUTO: Step[] = [
  ['verify', 'system'],
  ['publish', 'person'],
];
const BY_HAND: Step[] = [
  ['verify', 'person'],
  ['publish', 'person'],
];

const TO = {
  verify: 'verified',
  publish: 'published',
  retract: 'in_process',
  amend: 'in_process',
  invalidate: 'invalidated',
};

async function happened(labId: string, testId: string, steps: Step[]): Promise<void> {
  const db = unboundDb();
  const { specimenId } = await db.orderedTest.findUniqueOrThrow({ where: { id: testId } });
  const before = await db.testTransition.count({ where: { specimenId } });
  await db.testTransition.createMany({
    data: steps.map(([action, actorKind], index) => ({
      id: newId(),
      labId,
      specimenId,
      testId,
      sequence: before + index + 1,
      action,
      toState: TO[action],
      occurredAt: NOW,
      source: actorKind === 'system' ? ('job' as const) : ('portal' as const),
      actorKind,
      actorName: actorKind,
      requestId: 'test',
    })),
  });
}

async function labWith(given: (GivenTest & { steps: Step[] })[]) {
  const lab: TestLab = await makeTestLab();
  const ids = await givenTests(
    lab.lab.id,
    given.map(({ steps: _steps, ...test }) => test),
  );
  for (const [index, { steps }] of given.entries()) {
    await happened(lab.lab.id, ids[index] ?? '', steps);
  }
  const ctx = await lab.ctxFor('viewer', NOW);
  return {
    lab,
    ctx,
    ask: (query = {}) => autoverification(ctx, AutoverificationQuery.parse({ ...DAY, ...query })),
    rows: (query = {}) =>
      autoverificationRows(ctx, AutoverificationRowsQuery.parse({ ...DAY, ...query })),
  };
}

const released = (specimen: string, time: string, steps: Step[], more: GivenTest = {}) => ({
  specimen,
  received: clock('07:00'),
  released: clock(time),
  steps,
  ...more,
});

describe('the share of autoverification', () => {
  it('counts what was released in [from, to) and was the system’s then', async () => {
    const { ask, rows } = await labWith([
      released('auto', '08:00', AUTO),
      released('at-from', '00:00', AUTO),
      released('hand', '08:00', BY_HAND),
      released('imported', '09:00', []),
      // Taken back and verified by a person before it went out.
      released('overruled', '10:00', [
        ['verify', 'system'],
        ['retract', 'person'],
        ['verify', 'person'],
        ['publish', 'person'],
      ]),
      // The other way round.
      released('again', '10:00', [
        ['verify', 'person'],
        ['retract', 'person'],
        ['verify', 'system'],
        ['publish', 'person'],
      ]),
      // Released by the system; what a person did later rewrites no figure.
      released('amended', '11:00', [
        ...AUTO,
        ['amend', 'person'],
        ['verify', 'person'],
        ['publish', 'person'],
      ]),
      released('amended-by-system', '11:00', [...BY_HAND, ['amend', 'person'], ...AUTO]),
      released('invalidated', '11:00', [...AUTO, ['invalidate', 'person']], {
        state: 'invalidated',
      }),
      // A key verified it, which is not the system.
      released('key', '12:00', [
        ['verify', 'key'],
        ['publish', 'person'],
      ]),
      // In no figure.
      released('mistake', '12:00', AUTO, { voided: clock('13:00') }),
      {
        specimen: 'open',
        received: clock('08:00'),
        steps: [['verify', 'system']],
        state: 'verified',
      },
      { specimen: 'at-to', released: DAY.to, steps: AUTO },
      { specimen: 'before', released: '2026-06-09T23:59:59.999+02:00', steps: AUTO },
    ]);
    // System: auto, at-from, again, amended, invalidated. Released: 10.
    const answer = await ask();
    expect(answer).toMatchObject({ count: 5, total: 10, share: 0.5 });
    // Wilson of 5 of 10: 0.2366 to 0.7634.
    expect(answer.ci95?.[0]).toBeCloseTo(0.2366, 4);
    expect(answer.ci95?.[1]).toBeCloseTo(0.7634, 4);

    expect((await rows()).total).toBe(10);
    const system = await rows({ which: 'system' });
    expect(system.data.map((row) => row.specimen_id).toSorted()).toEqual([
      'again',
      'amended',
      'at-from',
      'auto',
      'invalidated',
    ]);
    expect(system.total).toBe(5);
    expect(system.data.every((row) => row.verified_by_system)).toBe(true);
    const rest = await rows({ which: 'not_system' });
    expect(rest.total).toBe(5);
    expect(rest.data.some((row) => row.verified_by_system)).toBe(false);
  });

  it('tells tests of one tube apart, and gives each assay its own share', async () => {
    const { ask } = await labWith([
      released('tube', '08:00', AUTO, { assay: 'NA' }),
      released('tube', '08:00', BY_HAND, { assay: 'CRP' }),
      released('two', '08:30', AUTO, { assay: 'NA' }),
      released('three', '08:30', BY_HAND, { assay: 'NA', priority: 'STAT' }),
    ]);
    const answer = await ask();
    expect(answer).toMatchObject({ count: 2, total: 4, share: 0.5 });
    expect(
      answer.by_assay.map(({ assay, count, total, share }) => [assay, count, total, share]),
    ).toEqual([
      ['CRP', 0, 1, 0],
      ['NA', 2, 3, 2 / 3],
    ]);
    expect(await ask({ assay: 'na' })).toMatchObject({ count: 2, total: 3 });
    expect(await ask({ assay: ['na', 'crp'], priority: 'ROUTINE' })).toMatchObject({
      count: 2,
      total: 3,
    });
    expect((await ask({ assay: 'crp' })).receipt).toMatchObject({ filters: { assay: ['crp'] } });
  });

  it('of nothing is null, not zero', async () => {
    const { ask, rows } = await labWith([]);
    expect(await ask()).toMatchObject({
      count: 0,
      total: 0,
      share: null,
      ci95: null,
      by_assay: [],
    });
    expect(await rows()).toEqual({ data: [], next_cursor: null, total: 0 });
  });

  it('leads to exactly its rows, page after page, and shows no other lab’s', async () => {
    const times = ['08:00', '08:00', '09:00', '09:30', '10:00', '10:00', '11:00'];
    const { ask, ctx } = await labWith(
      times.map((time, index) => released(`S${index}`, time, index % 2 ? AUTO : BY_HAND)),
    );
    await labWith([released('foreign', '08:00', AUTO)]);
    const answer = await ask();
    const address = new URL(answer.receipt.rows_url, 'http://localhost');
    expect(address.pathname).toBe('/api/v1/metrics/autoverification/rows');
    const params = Object.fromEntries(address.searchParams);
    expect(params.lab).toBe(ctx.lab.slug);
    delete params.lab;
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await autoverificationRows(
        ctx,
        AutoverificationRowsQuery.parse({ ...params, limit: '3', ...(cursor && { cursor }) }),
      );
      expect(page.total).toBe(answer.total);
      seen.push(...page.data.map((row) => row.specimen_id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(seen).toHaveLength(answer.total);
    expect(seen.toSorted()).toEqual(times.map((_, index) => `S${index}`));
  });

  it('is refused where a key may not read figures', async () => {
    const lab = await makeTestLab();
    const instrument = lab.keyCtxFor('instrument');
    await expect(
      autoverification(instrument, AutoverificationQuery.parse(DAY)),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(
      autoverificationRows(instrument, AutoverificationRowsQuery.parse(DAY)),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });
});
