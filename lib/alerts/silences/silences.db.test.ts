import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { ROLES } from '@/lib/platform/access/roles';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { parseInput } from '@/lib/platform/http/parse-input';
import { newId } from '@/lib/platform/ids';
import { finding, START } from '../engine/testing-engine';
import { makeWatchedLab } from '../engine/testing-evaluation';
import { changeSilence } from './change-silence';
import { NewSilence, SilenceChange, SilencesQuery } from './contract';
import { createSilence } from './create-silence';
import { endSilence } from './end-silence';
import { listSilences, readSilence } from './list-silences';

const db = unboundDb();
let watched: Awaited<ReturnType<typeof makeWatchedLab>>;
let supervisor: Ctx;
let stranger: Ctx;
let rule: string;

const minutes = (count: number) => new Date(START.getTime() + count * 60_000).toISOString();
const at = (ctx: Ctx, count: number): Ctx => ({ ...ctx, now: new Date(minutes(count)) });

const make = (ctx: Ctx, given: object) =>
  createSilence(
    ctx,
    parseInput(NewSilence, {
      matchers: [{ label: 'assay', value: 'CBC' }],
      ends_at: minutes(60),
      reason: 'Reagent is late',
      ...given,
    }),
  );
const list = async (ctx: Ctx, state: 'standing' | 'over' | 'all' = 'standing') =>
  (await listSilences(ctx, SilencesQuery.parse({ state }))).data;

beforeAll(async () => {
  watched = await makeWatchedLab();
  supervisor = await watched.ctxFor('supervisor', START);
  stranger = await (await makeTestLab()).ctxFor('admin', START);
  rule = await watched.rule({ name: 'Late tests' });
  watched.said.set(rule, [
    finding('S-1', { labels: { specimen: 'S-1', assay: 'CBC' } }),
    finding('S-2', { labels: { specimen: 'S-2', assay: 'GLU' } }),
  ]);
  await watched.after(0);
});

describe('a silence', () => {
  it('is made with an end, says what it holds, and stands in the trail', async () => {
    const made = await make(supervisor, {});
    expect(made).toMatchObject({
      matchers: [{ label: 'assay', value: 'CBC', text: 'CBC' }],
      starts_at: minutes(0),
      ends_at: minutes(60),
      state: 'in_force',
      by: 'Test supervisor',
      holds: 1,
      ended: null,
    });
    expect(await readSilence(supervisor, made.id)).toEqual(made);
    await watched.after(30);
    const alerts = await watched.alerts();
    expect(alerts.map(({ silencedUntil }) => silencedUntil?.toISOString() ?? null)).toEqual([
      minutes(60),
      null,
    ]);
    const audited = await db.auditEvent.findMany({
      where: { labId: watched.lab.id, entity: 'silence' },
    });
    expect(audited).toMatchObject([{ action: 'silence.create', entityId: made.id }]);
  });

  it('matches a rule by name, and one alert', async () => {
    const [first] = await watched.alerts();
    const made = await make(supervisor, {
      matchers: [
        { label: 'rule', value: 'late TESTS' },
        { label: 'alert', value: first?.id },
      ],
    });
    expect(made.holds).toBe(1);
    expect(made.matchers).toEqual([
      { label: 'rule', value: rule, text: 'Late tests' },
      { label: 'alert', value: first?.id, text: first?.summary },
    ]);
  });

  it('takes names the lab knows, capitals aside, before there is an alert of them', async () => {
    const { lab, ctxFor } = await makeTestLab();
    await db.location.create({ data: { id: newId(), labId: lab.id, name: 'Ward 7' } });
    const made = await make(await ctxFor('supervisor', START), {
      matchers: [
        { label: 'location', value: 'ward 7' },
        { label: 'priority', value: 'stat' },
      ],
    });
    expect(made).toMatchObject({ holds: 0, state: 'in_force' });
  });

  it('is planned ahead, ends at another time, and ends now', async () => {
    const made = await make(supervisor, { starts_at: minutes(30) });
    expect(made).toMatchObject({ state: 'planned', holds: 0 });
    const change = parseInput(SilenceChange, { ends_at: minutes(90) });
    const changed = await changeSilence(at(supervisor, 31), made.id, change);
    expect(changed).toMatchObject({ state: 'in_force', ends_at: minutes(90) });
    const ended = await endSilence(at(supervisor, 40), made.id);
    expect(ended).toMatchObject({
      state: 'over',
      ended: { at: minutes(40), by: 'Test supervisor' },
    });
    for (const late of [
      () => changeSilence(at(supervisor, 41), made.id, change),
      () => endSilence(at(supervisor, 41), made.id),
    ]) {
      await expect(late).rejects.toMatchObject({ code: 'conflict' });
    }
    expect((await list(at(supervisor, 41), 'over')).map(({ id }) => id)).toEqual([made.id]);
    expect((await list(at(supervisor, 41))).map(({ id }) => id)).not.toContain(made.id);
    expect(await list(at(supervisor, 41), 'all')).toHaveLength(3);
  });

  it.each([
    ['no matcher', { matchers: [] }, 'matchers'],
    ['a label twice', { matchers: [0, 1].map(() => ({ label: 'assay', value: 'A' })) }, 'matchers'],
    ['an unknown label', { matchers: [{ label: 'colour', value: 'A' }] }, 'matchers.0.label'],
    ['an unknown rule', { matchers: [{ label: 'rule', value: 'A' }] }, 'matchers.0.value'],
    ['an unknown alert', { matchers: [{ label: 'alert', value: 'A' }] }, 'matchers.0.value'],
    ['no end', { ends_at: undefined }, 'ends_at'],
    ['a past end', { ends_at: minutes(-1) }, 'ends_at'],
    ['an end too far', { ends_at: minutes(32 * 1440) }, 'ends_at'],
    ['an end before its start', { starts_at: minutes(61) }, 'ends_at'],
    ['a past start', { starts_at: minutes(-6) }, 'starts_at'],
    ['no reason', { reason: '' }, 'reason'],
    ['a field more', { colour: 'red' }, 'colour'],
  ])('is refused with %s', async (_, given, field) => {
    const before = await db.silence.count();
    await expect(async () => make(supervisor, given)).rejects.toMatchObject({
      code: 'invalid',
      fields: expect.arrayContaining([expect.objectContaining({ field })]),
    });
    expect(await db.silence.count()).toBe(before);
  });

  it.each(['assay', 'department', 'location', 'priority', 'device', 'specimen'])(
    'is refused of a %s that nobody knows',
    async (label) => {
      const matchers = [{ label, value: 'no such' }];
      await expect(make(supervisor, { matchers })).rejects.toMatchObject({
        code: 'invalid',
        fields: [expect.objectContaining({ field: 'matchers.0.value' })],
      });
    },
  );

  it('is refused for whoever is less than a supervisor, and unknown to another lab', async () => {
    const [mine] = await list(supervisor);
    const id = mine?.id ?? '';
    const change = { reason: 'Mine now' };
    for (const role of ROLES.slice(0, 2)) {
      const ctx = await watched.ctxFor(role, START);
      for (const refused of [
        async () => make(ctx, {}),
        async () => changeSilence(ctx, id, change),
        async () => endSilence(ctx, id),
      ]) {
        await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
      }
    }
    expect(await list(stranger, 'all')).toEqual([]);
    for (const foreign of [
      () => readSilence(stranger, id),
      () => changeSilence(stranger, id, change),
      () => endSilence(stranger, id),
    ]) {
      await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(async () =>
      make(stranger, { matchers: [{ label: 'rule', value: rule }] }),
    ).rejects.toMatchObject({ code: 'invalid' });
    expect(await readSilence(supervisor, id)).toEqual(mine);
  });
});
