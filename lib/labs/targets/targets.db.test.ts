import { beforeEach, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { TatQuery } from '@/lib/metrics/contract';
import { segmentNamed } from '@/lib/metrics/segment';
import { turnaround } from '@/lib/metrics/turnaround/tat';
import { givenTests } from '@/lib/metrics/testing-tests';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { dueOf, readDueRules } from '@/lib/specimens/due-rules';
import { changeTarget } from './change-target';
import { overlapOf } from './change-targets';
import { MatrixQuery, TargetsQuery } from './contract';
import { createTarget } from './create-target';
import { listTargets } from './list-targets';
import { readMatrix } from './read-matrix';
import { change, target } from './testing-target';
import { withdrawTarget } from './withdraw-target';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-06-10T10:00:30Z');
const inHours = (hours: number) => new Date(NOW.getTime() + hours * HOUR_MS).toISOString();

let lab: TestLab;
let ctx: Ctx;

beforeEach(async () => {
  lab = await makeTestLab();
  ctx = await lab.ctxFor('manager', NOW);
  const labId = lab.lab.id;
  await unboundDb().assay.create({ data: { id: newId(), labId, code: 'K', name: 'Potassium' } });
  await unboundDb().location.create({ data: { id: newId(), labId, name: 'ED' } });
});

async function all() {
  const { data } = await listTargets(ctx, TargetsQuery.parse({}));
  return data;
}

const refused = (run: () => Promise<unknown>) => expect(async () => run()).rejects;

it('takes names as they are written, capitals aside, and not as patterns', async () => {
  const labId = lab.lab.id;
  for (const code of ['A_B', 'AXB']) {
    await unboundDb().assay.create({ data: { id: newId(), labId, code, name: code } });
  }
  for (const pattern of ['%', '_', '\\K']) {
    await refused(() => createTarget(ctx, target({ assay: pattern }))).toThrow(
      'not an active assay',
    );
    await refused(() => createTarget(ctx, target({ location: pattern }))).toThrow('not an active');
  }
  await createTarget(ctx, target({ assay: 'axb' }));
  expect(await createTarget(ctx, target({ assay: 'a_b' }))).toMatchObject({ assay: 'A_B' });
  const listed = await listTargets(ctx, TargetsQuery.parse({ assay: 'a_b' }));
  expect(listed.data).toMatchObject([{ assay: 'A_B' }]);
});

describe('setting a target', () => {
  it('ends the one in force at that moment, and tells of both', async () => {
    const made = await createTarget(ctx, target({ minutes: 120 }));
    const [first, second] = await all();
    expect(first).toMatchObject({
      minutes: 240,
      effective_from: '1900-01-01T00:00:00.000Z',
      effective_to: NOW.toISOString(),
      status: 'past',
    });
    expect(second).toEqual(made);
    expect(made).toMatchObject({
      minutes: 120,
      assay: null,
      priority: null,
      location: null,
      segment: 'receive_to_release',
      time: 'clock',
      effective_from: NOW.toISOString(),
      effective_to: null,
      status: 'in_force',
    });
    const events = await unboundDb().auditEvent.findMany({
      where: { labId: lab.lab.id },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ action, entityId }) => [action, entityId])).toEqual([
      ['target.end', first?.id],
      ['target.create', made.id],
    ]);
    expect(events[0]?.before).toMatchObject({ effective_to: null });
    expect(events[1]?.after).toMatchObject({ minutes: 120 });
  });

  it('takes names blind to case, and leaves targets for other work alone', async () => {
    const made = await createTarget(
      ctx,
      target({ assay: 'k', priority: 'stat', location: 'ed', time: 'working', minutes: 30 }),
    );
    expect(made).toMatchObject({ assay: 'K', priority: 'STAT', location: 'ED', time: 'working' });
    expect((await all())[0]).toMatchObject({ minutes: 240, effective_to: null });
  });

  it('fits between the one in force and the next', async () => {
    const later = await createTarget(ctx, target({ effective_from: inHours(10), minutes: 100 }));
    const between = await createTarget(ctx, target({ effective_from: inHours(5), minutes: 90 }));
    expect(between).toMatchObject({ effective_to: later.effective_from, status: 'future' });
    expect((await all())[0]).toMatchObject({ effective_to: between.effective_from });
  });

  it('refuses a past beginning and changes nothing', async () => {
    await refused(() =>
      createTarget(ctx, target({ effective_from: '2026-06-10T09:59:59Z' })),
    ).toMatchObject({ code: 'invalid', fields: [{ field: 'effective_from' }] });
    expect(await all()).toHaveLength(1);
    // The running minute is now, as forms give no seconds.
    const made = await createTarget(ctx, target({ effective_from: '2026-06-10T10:00:00Z' }));
    expect(made.effective_from).toBe(NOW.toISOString());
  });

  it.each([
    [{ effective_to: inHours(-1) }, 'effective_to'],
    [{ effective_from: inHours(2), effective_to: inHours(2) }, 'effective_to'],
    [{ assay: 'NOPE' }, 'assay'],
    [{ location: 'Nowhere' }, 'location'],
  ])('refuses %j', async (given, field) => {
    await refused(() => createTarget(ctx, target({ priority: 'STAT', ...given }))).toMatchObject({
      code: 'invalid',
      fields: [{ field }],
    });
    expect(await all()).toHaveLength(1);
  });

  it('refuses a retired assay', async () => {
    await ctx.db.assay.updateMany({ where: { code: 'K' }, data: { active: false } });
    await refused(() => createTarget(ctx, target({ assay: 'K' }))).toMatchObject({
      fields: [{ field: 'assay' }],
    });
  });

  it('is 409 where another begins at the same moment, or would be run into', async () => {
    await createTarget(ctx, target({ effective_from: inHours(5) }));
    await refused(() => createTarget(ctx, target({ effective_from: inHours(5) }))).toMatchObject({
      code: 'conflict',
      fields: [{ field: 'effective_from' }],
    });
    await refused(() =>
      createTarget(ctx, target({ effective_from: inHours(4), effective_to: inHours(6) })),
    ).toMatchObject({ code: 'conflict', fields: [{ field: 'effective_to' }] });
    expect(await all()).toHaveLength(2);
  });

  it('lets only one of two at once have a moment', async () => {
    const given = target({ effective_from: inHours(5), priority: 'STAT' });
    const other = await lab.ctxFor('manager', NOW);
    const results = await Promise.allSettled([
      createTarget(ctx, given),
      createTarget(other, given),
    ]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    });
  });

  it('could not overlap even without asking: the database refuses, and it is said in words', async () => {
    const row = { labId: lab.lab.id, segment: 'receive_to_release', minutes: 5 };
    const overlapping = unboundDb().target.create({
      data: { id: newId(), ...row, effectiveFrom: new Date() },
    });
    const error: unknown = await overlapping.catch((thrown: unknown) => thrown);
    expect(overlapOf(error)).toMatchObject({ code: 'conflict' });
    expect(overlapOf(new Error('something else'))).toBeUndefined();
  });
});

describe('changing a target', () => {
  it('moves a future one, and the one before ends at its new beginning', async () => {
    const made = await createTarget(ctx, target({ effective_from: inHours(10) }));
    for (const hours of [20, 4]) {
      const moved = await changeTarget(
        ctx,
        made.id,
        change({ effective_from: inHours(hours), minutes: 70 + hours, time: 'working' }),
      );
      expect(moved).toMatchObject({
        effective_from: inHours(hours),
        minutes: 70 + hours,
        time: 'working',
      });
      expect((await all())[0]).toMatchObject({ effective_to: inHours(hours) });
    }
    await refused(() =>
      changeTarget(ctx, made.id, change({ effective_from: inHours(-1) })),
    ).toMatchObject({ code: 'invalid', fields: [{ field: 'effective_from' }] });
  });

  it('refuses to move over another', async () => {
    const [one, two] = [
      await createTarget(ctx, target({ effective_from: inHours(10), minutes: 1 })),
      await createTarget(ctx, target({ effective_from: inHours(20), minutes: 2 })),
    ];
    for (const hours of [20, 25]) {
      await refused(() =>
        changeTarget(ctx, one.id, change({ effective_from: inHours(hours) })),
      ).toMatchObject({ fields: [{ field: 'effective_from' }] });
    }
    await refused(() =>
      changeTarget(ctx, two.id, change({ effective_from: inHours(9) })),
    ).toMatchObject({ code: 'conflict', fields: [{ field: 'effective_from' }] });
    await refused(() =>
      changeTarget(ctx, one.id, change({ effective_to: inHours(21) })),
    ).toMatchObject({ code: 'conflict', fields: [{ field: 'effective_to' }] });
  });

  it('lets only the end of one in force change, and never into the past', async () => {
    const made = await createTarget(ctx, target({ priority: 'STAT' }));
    const later = { ...ctx, now: new Date(inHours(2)) };
    for (const given of [{ minutes: 61 }, { time: 'working' }, { effective_from: inHours(3) }]) {
      await refused(() => changeTarget(later, made.id, change(given))).toMatchObject({
        code: 'conflict',
      });
    }
    await refused(() =>
      changeTarget(later, made.id, change({ effective_to: inHours(1) })),
    ).toMatchObject({ code: 'invalid', fields: [{ field: 'effective_to' }] });
    const ending = await changeTarget(later, made.id, change({ effective_to: inHours(5) }));
    expect(ending).toMatchObject({ effective_to: inHours(5), status: 'in_force', minutes: 60 });
    const again = await changeTarget(later, made.id, change({ effective_to: null }));
    expect(again.effective_to).toBeNull();
    await changeTarget(later, made.id, change({ effective_to: inHours(5) }));
    const after = { ...ctx, now: new Date(inHours(6)) };
    await refused(() => changeTarget(after, made.id, change({ effective_to: null }))).toMatchObject(
      { code: 'conflict' },
    );
  });

  it('keeps the default that due times rest on', async () => {
    const [standard] = await all();
    const id = standard?.id ?? '';
    await refused(() => changeTarget(ctx, id, change({ effective_to: inHours(5) }))).toMatchObject({
      code: 'conflict',
      fields: [{ field: 'effective_to' }],
    });
    await refused(() => createTarget(ctx, target({ effective_to: inHours(5) }))).toMatchObject({
      code: 'conflict',
    });
    expect(await all()).toEqual([standard]);
  });
});

describe('withdrawing a target', () => {
  it('lets the one before go on to the next', async () => {
    const one = await createTarget(ctx, target({ effective_from: inHours(10) }));
    const two = await createTarget(ctx, target({ effective_from: inHours(20) }));
    await withdrawTarget(ctx, one.id);
    expect((await all()).map(({ effective_to }) => effective_to)).toEqual([
      two.effective_from,
      null,
    ]);
    await withdrawTarget(ctx, two.id);
    expect((await all()).map(({ effective_to }) => effective_to)).toEqual([null]);
    const events = await unboundDb().auditEvent.findMany({ where: { entityId: two.id } });
    expect(events.map(({ action }) => action)).toContain('target.withdraw');
  });

  it('is 409 once it has begun', async () => {
    const [standard] = await all();
    await refused(() => withdrawTarget(ctx, standard?.id ?? '')).toMatchObject({
      code: 'conflict',
    });
    expect(await all()).toEqual([standard]);
  });
});

describe('who may', () => {
  it('is a manager of this very lab', async () => {
    const made = await createTarget(ctx, target({ effective_from: inHours(10) }));
    const supervisor = await lab.ctxFor('supervisor', NOW);
    const orchestrator = lab.keyCtxFor('orchestrator');
    const stranger = await (await makeTestLab()).ctxFor('admin', NOW);
    for (const weak of [supervisor, orchestrator]) {
      for (const write of [
        () => createTarget(weak, target({})),
        () => changeTarget(weak, made.id, change({ minutes: 5 })),
        () => withdrawTarget(weak, made.id),
      ]) {
        await refused(write).toMatchObject({ code: 'forbidden' });
      }
    }
    await refused(() => changeTarget(stranger, made.id, change({ minutes: 5 }))).toMatchObject({
      code: 'not_found',
    });
    await refused(() => withdrawTarget(stranger, made.id)).toMatchObject({ code: 'not_found' });
    await refused(() => createTarget(stranger, target({ assay: 'K' }))).toMatchObject({
      fields: [{ field: 'assay' }],
    });
    expect((await all()).find(({ id }) => id === made.id)).toEqual(made);
    const foreign = await listTargets(stranger, TargetsQuery.parse({}));
    expect(foreign.data.map(({ id }) => id)).not.toContain(made.id);
  });
});

describe('listing', () => {
  it('filters by work and by whether it holds, a page at a time', async () => {
    await createTarget(ctx, target({ assay: 'K' }));
    await createTarget(ctx, target({ assay: 'K', effective_from: inHours(3) }));
    await createTarget(ctx, target({ segment: 'collect_to_receive' }));
    const ask = async (query: object) =>
      (await listTargets(ctx, TargetsQuery.parse(query))).data.length;
    expect(await ask({ assay: 'k' })).toBe(2);
    expect(await ask({ assay: 'K', status: 'future' })).toBe(1);
    expect(await ask({ status: 'in_force' })).toBe(3);
    expect(await ask({ status: 'past' })).toBe(0);
    expect(await ask({ segment: 'collect_to_receive' })).toBe(1);
    const first = await listTargets(ctx, TargetsQuery.parse({ limit: 3 }));
    const rest = await listTargets(
      ctx,
      TargetsQuery.parse({ limit: 3, cursor: first.next_cursor ?? '' }),
    );
    expect([...first.data, ...rest.data]).toEqual(await all());
    expect(rest.next_cursor).toBeNull();
  });
});

describe('the resolved matrix', () => {
  const ask = (query: object, by = ctx) => readMatrix(by, MatrixQuery.parse(query));

  it('is of a moment and a location, and names the locations where something is amiss', async () => {
    await createTarget(ctx, target({ priority: 'STAT', minutes: 60 }));
    await createTarget(ctx, target({ priority: 'URGENT', minutes: 90 }));
    await createTarget(ctx, target({ assay: 'K', location: 'ED', minutes: 120 }));
    await createTarget(ctx, target({ assay: 'K', minutes: 30, effective_from: inHours(5) }));
    const now = await ask({});
    expect(now).toMatchObject({
      location: null,
      at: NOW.toISOString(),
      data: [
        {
          assay: 'K',
          cells: {
            STAT: { minutes: 60, by: ['priority'] },
            URGENT: { minutes: 90, by: ['priority'] },
            ROUTINE: { minutes: 240, by: [] },
          },
          warnings: [],
        },
      ],
      warned_locations: [{ location: 'ED', assays: 1 }],
    });
    const ed = await ask({ location: 'ed' });
    expect(ed.data[0]?.cells.STAT).toMatchObject({ minutes: 120, by: ['assay', 'location'] });
    expect(ed.data[0]?.warnings.map(({ priority, why }) => [priority, why])).toEqual([
      ['STAT', 'same'],
      ['URGENT', 'same'],
    ]);
    const later = await ask({ at: inHours(6) });
    expect(later.data[0]?.cells.STAT).toMatchObject({ minutes: 30, by: ['assay'] });
    expect(later.warned_locations).toEqual([
      { location: null, assays: 1 },
      { location: 'ED', assays: 1 },
    ]);
    expect((await ask({ segment: 'collect_to_receive' })).data[0]?.cells.STAT).toBeNull();
  });

  it('compares opening hours with the clock only where the lab never closes', async () => {
    await createTarget(ctx, target({ priority: 'STAT', minutes: 60, time: 'working' }));
    await createTarget(ctx, target({ priority: 'URGENT', minutes: 60 }));
    expect((await ask({})).data[0]?.warnings).toEqual([]);
    await unboundDb().calendar.updateMany({
      where: { labId: lab.lab.id },
      data: { openingHours: {} },
    });
    expect((await ask({})).data[0]?.warnings).toEqual([
      { priority: 'STAT', than: 'ROUTINE', why: 'opening_hours' },
      { priority: 'STAT', than: 'URGENT', why: 'opening_hours' },
    ]);
  });

  it('refuses a location it does not know, another lab’s too', async () => {
    await refused(() => ask({ location: 'Nowhere' })).toMatchObject({
      fields: [{ field: 'location' }],
    });
    const stranger = await (await makeTestLab()).ctxFor('admin', NOW);
    await refused(() => ask({ location: 'ED' }, stranger)).toMatchObject({
      fields: [{ field: 'location' }],
    });
    expect((await ask({}, stranger)).data).toEqual([]);
  });
});

describe('a target changed in the middle of a window', () => {
  const noon = '2026-06-10T12:00:00.000Z';
  const at = (time: string) => `2026-06-10T${time}Z`;
  // Each takes an hour: in time by 240 minutes, late by 30.
  const STAYS = [
    [at('11:00:00'), at('12:00:00')],
    [at('11:59:59.999'), at('12:59:59.999')],
    [noon, at('13:00:00')],
    [at('13:00:00'), at('14:00:00')],
  ] as const;

  async function withinTarget(segment: string) {
    const reader = await lab.ctxFor('viewer', new Date(at('20:00:00')));
    const window = { from: at('00:00:00'), to: '2026-06-11T00:00:00Z' };
    return (await turnaround(reader, TatQuery.parse({ ...window, segment }))).within_target;
  }

  it('measures what began before by the old one, and from that very moment on by the new', async () => {
    const segment = 'receive_to_result';
    await createTarget(ctx, target({ minutes: 240, segment }));
    await createTarget(ctx, target({ minutes: 30, segment, effective_from: noon }));
    await givenTests(
      lab.lab.id,
      STAYS.map(([received, resulted]) => ({ received, resulted, state: 'submitted' })),
    );
    expect(await withinTarget(segment)).toMatchObject({ count: 2, total: 4 });
  });

  it('gives due times by the one in force at receipt', async () => {
    await createTarget(ctx, target({ minutes: 30, effective_from: noon }));
    const headline = segmentNamed('receive_to_release');
    if (!headline) throw new Error('no such segment');
    const rules = await readDueRules(ctx, headline);
    const assay = await ctx.db.assay.findFirstOrThrow({});
    const due = (received: string) =>
      dueOf(rules, {
        assayId: assay.id,
        priority: 'ROUTINE',
        locationId: null,
        milestones: { received: new Date(received) },
      })?.toISOString();
    expect(due(at('11:59:59.999'))).toBe('2026-06-10T15:59:59.999Z');
    expect(due(noon)).toBe('2026-06-10T12:30:00.000Z');
    await givenTests(
      lab.lab.id,
      STAYS.map(([received, released]) => ({ received, released, due: due(received) })),
    );
    expect(await withinTarget('receive_to_release')).toMatchObject({ count: 2, total: 4 });
  });

  it('leaves due times that were fixed at receipt', async () => {
    const due = '2026-06-10T14:00:00.000Z';
    const [id] = await givenTests(lab.lab.id, [{ received: '2026-06-10T10:00:00Z', due }]);
    await createTarget(ctx, target({ minutes: 5 }));
    const row = await ctx.db.orderedTest.findUniqueOrThrow({ where: { id: id ?? '' } });
    expect(row.dueAt?.toISOString()).toBe(due);
  });
});
