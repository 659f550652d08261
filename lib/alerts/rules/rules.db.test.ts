import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { makeBench } from '@/lib/specimens/testing-specimens';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { parseInput } from '@/lib/platform/http/parse-input';
import { newId } from '@/lib/platform/ids';
import { AlertRuleChange, AlertRulesQuery, NewAlertRule } from './contract';
import { changeRule } from './change-rule';
import { createRule } from './create-rule';
import { listRules } from './list-rules';
import { readRule } from './read-rule';
import { evaluateLab } from '../engine/evaluate-lab';
import { readRules, rulesOfKind } from './read-rules';
import { removeRule } from './remove-rule';

let home: TestLab;
let manager: Ctx;
/** The manager of another lab. */
let stranger: Ctx;
const db = unboundDb();

async function channel(labId: string, name: string, given: { removedAt?: Date } = {}) {
  const id = newId();
  await db.channel.create({
    data: {
      id,
      labId,
      name,
      kind: 'teams',
      url: new Uint8Array(1),
      host: 'example.test',
      ...given,
    },
  });
  return id;
}

beforeAll(async () => {
  home = await makeTestLab();
  manager = await home.ctxFor('manager');
  const other = await makeTestLab();
  stranger = await other.ctxFor('manager');
  await makeBench(home.lab, {
    assays: ['CBC', 'K'],
    locations: ['North', 'South'],
    devices: ['M1'],
  });
  await makeBench(other.lab, { assays: ['GLU'], locations: [], devices: [] });
  await db.department.create({ data: { id: newId(), labId: home.lab.id, name: 'Haematology' } });
});

const create = (ctx: Ctx, given: Record<string, unknown>) =>
  createRule(ctx, parseInput(NewAlertRule, given));
const change = (ctx: Ctx, id: string, given: Record<string, unknown>) =>
  changeRule(ctx, id, parseInput(AlertRuleChange, given));
const named = async (name: string) =>
  (await db.alertRule.findFirst({ where: { labId: home.lab.id, name } })) ?? null;
const trail = (entityId: string) =>
  db.auditEvent.findMany({ where: { labId: home.lab.id, entityId }, orderBy: { id: 'asc' } });

describe('making a rule', () => {
  it('fills in what is not said, by its kind', async () => {
    const rule = await create(manager, { name: 'Overdue', kind: 'sla_breach' });
    expect(rule).toMatchObject({
      name: 'Overdue',
      severity: 'warning',
      filters: {},
      params: { over_minutes: 0 },
      for_seconds: 0,
      group_by: [],
      group_wait_seconds: 30,
      group_interval_seconds: 300,
      repeat_seconds: 14_400,
      send_resolved: true,
      channels: [],
      enabled: true,
      version: 1,
      open: 0,
    });
    expect(await readRule(manager, rule.id)).toEqual(rule);
    const critical = await create(manager, { name: 'Calls', kind: 'critical_unhandled' });
    const device = await create(manager, { name: 'Down', kind: 'device' });
    expect([critical.severity, device.severity]).toEqual(['critical', 'critical']);
    expect([critical.repeat_seconds, device.repeat_seconds]).toEqual([900, 3_600]);
    expect(device.params).toEqual({ states: ['down', 'silent'] });
    expect((await trail(rule.id)).map(({ action }) => action)).toEqual(['alert_rule.create']);
  });

  it('takes names, keeps ids and answers names, capitals aside', async () => {
    const [first, second] = [
      await channel(home.lab.id, 'Floor'),
      await channel(home.lab.id, 'Night'),
    ];
    const rule = await create(manager, {
      name: 'Narrow',
      kind: 'error_rate',
      filters: {
        assays: ['cbc', 'K', 'CBC'],
        departments: ['haematology'],
        locations: ['North'],
        priorities: ['stat'],
        devices: ['m1'],
      },
      channels: ['night', first],
    });
    expect(rule.filters).toEqual({
      assays: ['CBC', 'K'],
      departments: ['Haematology'],
      locations: ['North'],
      priorities: ['STAT'],
      devices: ['M1'],
    });
    expect(rule.channels).toEqual([
      { id: first, name: 'Floor', enabled: true },
      { id: second, name: 'Night', enabled: true },
    ]);
    const { rules } = await readRules(manager.db);
    const found = rulesOfKind(rules, 'error_rate').find(({ id }) => id === rule.id);
    expect(found?.params).toEqual({ by: 'device', percent: 10, window_minutes: 60, at_least: 10 });
    expect(found?.channelIds.toSorted()).toEqual([first, second].toSorted());
    const cbc = await db.assay.findFirst({ where: { labId: home.lab.id, code: 'CBC' } });
    expect(found?.filters.assays).toContain(cbc?.id);
    // A renamed assay is the same assay.
    await db.assay.update({ where: { id: cbc?.id ?? '' }, data: { code: 'FBC' } });
    expect((await readRule(manager, rule.id)).filters.assays).toEqual(['FBC', 'K']);
    await db.assay.update({ where: { id: cbc?.id ?? '' }, data: { code: 'CBC' } });
  });

  it.each([
    ['name', { name: ' ', kind: 'device' }],
    ['kind', { name: 'x', kind: 'weather' }],
    ['kind', { name: 'x' }],
    ['severity', { name: 'x', kind: 'device', severity: 'loud' }],
    ['params.percent', { name: 'x', kind: 'error_rate', params: { percent: 0 } }],
    ['params.left_minutes', { name: 'x', kind: 'sla_breach', params: { left_minutes: 5 } }],
    ['params.states', { name: 'x', kind: 'device', params: { states: [] } }],
    ['filters.assays.1', { name: 'x', kind: 'error_rate', filters: { assays: ['K', 'GLU'] } }],
    ['filters.operators', { name: 'x', kind: 'error_rate', filters: { operators: ['me'] } }],
    ['filters.priorities.0', { name: 'x', kind: 'at_risk', filters: { priorities: ['fast'] } }],
    ['filters.devices', { name: 'x', kind: 'missing_specimen', filters: { devices: ['M1'] } }],
    ['filters.locations', { name: 'x', kind: 'import_failed', filters: { locations: ['North'] } }],
    ['group_by.0', { name: 'x', kind: 'at_risk', group_by: ['patient'] }],
    ['group_by', { name: 'x', kind: 'at_risk', group_by: ['assay', 'assay'] }],
    ['for_seconds', { name: 'x', kind: 'at_risk', for_seconds: 700_000 }],
    ['group_interval_seconds', { name: 'x', kind: 'at_risk', group_interval_seconds: 5 }],
    ['repeat_seconds', { name: 'x', kind: 'at_risk', repeat_seconds: 120 }],
    ['repeat_seconds', { name: 'x', kind: 'critical_unhandled', group_interval_seconds: 1_800 }],
    ['channels.0', { name: 'x', kind: 'at_risk', channels: ['Nobody'] }],
    ['channels.0', { name: 'x', kind: 'at_risk', channels: [newId()] }],
    ['colour', { name: 'x', kind: 'at_risk', colour: 'red' }],
  ])('names %s at fault and changes nothing', async (field, given) => {
    const before = await db.alertRule.count({ where: { labId: home.lab.id } });
    const error = await Promise.resolve()
      .then(() => create(manager, given))
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'invalid', fields: [{ field }] });
    expect(await db.alertRule.count({ where: { labId: home.lab.id } })).toBe(before);
  });

  it('knows no channel of another lab, and none that was removed', async () => {
    const theirs = await channel(stranger.lab.id, 'Theirs');
    const gone = await channel(home.lab.id, 'Gone', { removedAt: new Date() });
    for (const named of [theirs, 'Theirs', gone, 'Gone']) {
      await expect(
        create(manager, { name: 'Leak', kind: 'device', channels: [named] }),
      ).rejects.toMatchObject({ code: 'invalid' });
    }
    expect(await named('Leak')).toBeNull();
  });

  it('refuses a name that is taken, until it was removed', async () => {
    const rule = await create(manager, { name: 'Twice', kind: 'device' });
    const again = () => create(manager, { name: 'TWICE', kind: 'at_risk' });
    await expect(again()).rejects.toMatchObject({
      code: 'already_exists',
      fields: [{ field: 'name' }],
    });
    await removeRule(manager, rule.id);
    expect((await again()).name).toBe('TWICE');
  });
});

describe('changing a rule', () => {
  it('changes what is named and keeps the rest', async () => {
    const floor = await channel(home.lab.id, 'Desk');
    const rule = await create(manager, {
      name: 'Errors',
      kind: 'error_rate',
      params: { percent: 20 },
      filters: { assays: ['K'] },
      channels: [floor],
    });
    const changed = await change(manager, rule.id, {
      params: { at_least: 5 },
      severity: 'critical',
      version: 1,
    });
    expect(changed).toMatchObject({
      version: 2,
      severity: 'critical',
      params: { by: 'device', percent: 20, at_least: 5, window_minutes: 60 },
      filters: { assays: ['K'] },
      channels: [{ id: floor }],
    });
    const off = await change(manager, rule.id, { enabled: false, filters: {}, channels: [] });
    expect(off).toMatchObject({ version: 3, enabled: false, filters: {}, channels: [] });
    const events = await trail(rule.id);
    expect(events.map(({ action }) => action)).toEqual([
      'alert_rule.create',
      'alert_rule.update',
      'alert_rule.update',
    ]);
    expect(events[2]).toMatchObject({
      before: { channels: ['Desk'], enabled: true },
      after: { channels: [], enabled: false },
    });
  });

  it('leaves no trace of a change of nothing', async () => {
    const rule = await create(manager, { name: 'Same', kind: 'device' });
    const again = await change(manager, rule.id, { name: 'Same', params: {}, channels: [] });
    expect(again).toEqual(rule);
    expect(await trail(rule.id)).toHaveLength(1);
  });

  it('refuses who saw another version', async () => {
    const rule = await create(manager, { name: 'Raced', kind: 'device' });
    await change(manager, rule.id, { for_seconds: 60, version: 1 });
    await expect(change(manager, rule.id, { for_seconds: 90, version: 1 })).rejects.toMatchObject({
      code: 'version_conflict',
      extra: { version: 2 },
    });
    await expect(removeRule(manager, rule.id, 1)).rejects.toMatchObject({
      code: 'version_conflict',
    });
    expect(await named('Raced')).toMatchObject({ forSeconds: 60, removedAt: null });
  });

  it.each([
    ['params.percent', { params: { percent: 101 } }],
    ['params.over_minutes', { params: { over_minutes: 1 } }],
    ['kind', { kind: 'device' }],
    ['filters.devices.0', { filters: { devices: ['M9'] } }],
    ['repeat_seconds', { group_interval_seconds: 20_000 }],
    ['channels.0', { channels: ['Nobody'] }],
  ])('names %s at fault and changes nothing', async (field, given) => {
    const present =
      (await named('Kept')) ?? (await create(manager, { name: 'Kept', kind: 'error_rate' }));
    const error = await Promise.resolve()
      .then(() => change(manager, present.id, given))
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'invalid', fields: [{ field }] });
    expect(await readRule(manager, present.id)).toMatchObject({ version: 1, filters: {} });
  });
});

describe('who may', () => {
  it('is a manager; weaker roles read only', async () => {
    const rule = await create(manager, { name: 'Mine', kind: 'device' });
    for (const ctx of [await home.ctxFor('supervisor'), home.keyCtxFor('orchestrator')]) {
      const forbidden = { code: 'forbidden' };
      const attempts = [
        async () => create(ctx, { name: 'Weak', kind: 'device' }),
        async () => change(ctx, rule.id, { enabled: false }),
        async () => removeRule(ctx, rule.id),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(forbidden);
    }
    const viewer = await home.ctxFor('viewer');
    expect((await readRule(viewer, rule.id)).name).toBe('Mine');
    expect(await named('Weak')).toBeNull();
    expect(await named('Mine')).toMatchObject({ enabled: true, removedAt: null, version: 1 });
  });

  it('is nobody of another lab', async () => {
    const rule = await create(manager, { name: 'Ours', kind: 'device' });
    const missing = { code: 'not_found' };
    await expect(readRule(stranger, rule.id)).rejects.toMatchObject(missing);
    await expect(change(stranger, rule.id, { enabled: false })).rejects.toMatchObject(missing);
    await expect(removeRule(stranger, rule.id)).rejects.toMatchObject(missing);
    await expect(change(manager, 'no-id', { enabled: false })).rejects.toMatchObject(missing);
    expect((await listRules(stranger, AlertRulesQuery.parse({}))).data).toEqual([]);
    expect((await readRules(stranger.db)).rules).toEqual([]);
    expect(await named('Ours')).toMatchObject({ enabled: true, removedAt: null });
  });
});

describe('the list', () => {
  it('is paged in the order they were made, narrowed by kind, state and name', async () => {
    const { lab, ctxFor } = await makeTestLab({ alertRules: 'default' });
    const ctx = await ctxFor('manager');
    const all = await listRules(ctx, AlertRulesQuery.parse({}));
    expect(all.data).toHaveLength(await db.alertRule.count({ where: { labId: lab.id } }));
    const first = await listRules(ctx, AlertRulesQuery.parse({ limit: '4' }));
    const rest = await listRules(
      ctx,
      AlertRulesQuery.parse({ limit: '500', cursor: first.next_cursor ?? '' }),
    );
    expect([...first.data, ...rest.data]).toEqual(all.data);
    const names = async (query: Record<string, string>) =>
      (await listRules(ctx, AlertRulesQuery.parse(query))).data.map(({ name }) => name);
    expect(await names({ kind: 'device' })).toEqual(['Device down or silent']);
    expect(await names({ q: 'TESTS' })).toEqual(['Overdue tests', 'Tests at risk']);
    expect(await names({ q: '%' })).toEqual([]);
    expect(await names({ enabled: 'false' })).toEqual([
      'Tests at risk',
      'Many specimens rejected',
      'Throughput below its usual',
    ]);
  });
});

describe('rules for an evaluation', () => {
  it('are the default ones in a new lab, none of them with a channel', async () => {
    const { ctxFor } = await makeTestLab({ alertRules: 'default' });
    const { rules, failures } = await readRules((await ctxFor('viewer')).db);
    expect(failures.size).toBe(0);
    expect(rules.map(({ kind }) => kind)).toEqual([
      'sla_breach',
      'missing_specimen',
      'critical_unhandled',
      'error_rate',
      'device',
      'import_failed',
      'quarantined_messages',
      'data_quality',
    ]);
    expect(rules.flatMap(({ channelIds }) => channelIds)).toEqual([]);
    expect(rules.filter(({ severity }) => severity === 'critical').map(({ kind }) => kind)).toEqual(
      ['critical_unhandled', 'device'],
    );
    const repeats = Object.fromEntries(rules.map((rule) => [rule.kind, rule.repeatSeconds]));
    expect(repeats).toMatchObject({ sla_breach: 14_400, critical_unhandled: 900, device: 3_600 });
  });

  it('name what no longer parses, and stop no other', async () => {
    const { lab, ctxFor } = await makeTestLab();
    const ctx = await ctxFor('manager');
    const broken = await create(ctx, { name: 'Broken', kind: 'error_rate' });
    const sound = await create(ctx, { name: 'Sound', kind: 'device' });
    await db.alertRule.update({ where: { id: broken.id }, data: { params: { percent: 400 } } });
    const { rules, failures } = await readRules(ctx.db);
    expect(rules.map(({ id }) => id)).toEqual([sound.id]);
    expect([...failures]).toEqual([[broken.id, 'params.percent: must be at most 100 %']]);
    // … and it is still there to be mended.
    expect((await listRules(ctx, AlertRulesQuery.parse({}))).data).toHaveLength(2);
    await change(ctx, broken.id, { params: { percent: 40 } });
    expect((await readRules(ctx.db)).failures.size).toBe(0);
    expect(lab.id).not.toBe(home.lab.id);
  });

  it('show what is not understood with why, let it be removed, and go on without', async () => {
    const { lab, ctxFor } = await makeTestLab();
    const ctx = await ctxFor('manager');
    await db.alertRule.deleteMany({ where: { labId: lab.id } });
    const gone = await create(ctx, { name: 'Gone', kind: 'device' });
    const odd = await create(ctx, { name: 'Odd', kind: 'error_rate' });
    const sound = await create(ctx, { name: 'Sound', kind: 'device' });
    await db.alertRule.update({ where: { id: gone.id }, data: { kind: 'phase_of_the_moon' } });
    await db.alertRule.update({ where: { id: odd.id }, data: { params: { percent: { of: 1 } } } });
    const began = new Date();
    const alert = await db.alert.create({
      data: {
        id: newId(),
        labId: lab.id,
        ruleId: gone.id,
        fingerprint: 'x',
        severity: 'info',
        subjectKind: 'device',
        subjectId: 'x',
        summary: 'x',
        startedAt: began,
        seenAt: began,
      },
    });
    const listed = () => listRules(ctx, AlertRulesQuery.parse({}));
    const { data, broken } = await listed();
    expect(data.map(({ id }) => id)).toEqual([sound.id]);
    expect(broken).toMatchObject([
      { id: gone.id, name: 'Gone', kind: 'phase_of_the_moon', open: 1 },
      { id: odd.id, name: 'Odd', kind: 'error_rate', open: 0 },
    ]);
    expect(broken.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^kind: /),
      expect.stringMatching(/^params\.percent: /),
    ]);
    await expect(readRule(ctx, gone.id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(change(ctx, odd.id, { enabled: false })).rejects.toMatchObject({
      code: 'conflict',
    });
    // The others are evaluated, and what stands of it is in nobody's way.
    const evaluation = await evaluateLab(lab, began, 'asked');
    expect(evaluation?.rules.map(({ id }) => id)).toEqual([sound.id]);
    expect([...(evaluation?.failures.keys() ?? [])].toSorted()).toEqual(
      [gone.id, odd.id].toSorted(),
    );
    await removeRule(ctx, gone.id, gone.version);
    await removeRule(ctx, odd.id);
    expect(await listed()).toMatchObject({ data: [{ id: sound.id }], broken: [] });
    expect(await db.alert.findUnique({ where: { id: alert.id } })).toMatchObject({
      status: 'resolved',
      resolvedAs: 'rule_removed',
    });
    const [, removed] = await db.auditEvent.findMany({
      where: { labId: lab.id, entityId: gone.id },
      orderBy: { id: 'asc' },
    });
    expect(removed).toMatchObject({
      action: 'alert_rule.remove',
      before: { name: 'Gone', kind: 'phase_of_the_moon' },
    });
  });

  it('tell which open alerts are over because their rule is off or removed', async () => {
    const { lab, ctxFor } = await makeTestLab();
    const ctx = await ctxFor('manager');
    const made = async (name: string) => {
      const rule = await create(ctx, { name, kind: 'device' });
      await db.alert.create({
        data: {
          id: newId(),
          labId: lab.id,
          ruleId: rule.id,
          fingerprint: name,
          severity: 'critical',
          subjectKind: 'device',
          subjectId: name,
          summary: name,
          startedAt: new Date(),
          seenAt: new Date(),
        },
      });
      return rule.id;
    };
    const [off, removed, on] = [await made('Off'), await made('Removed'), await made('On')];
    expect((await readRule(ctx, on)).open).toBe(1);
    await change(ctx, off, { enabled: false });
    await removeRule(ctx, removed);
    const quiet = await create(ctx, { name: 'Quiet', kind: 'device', enabled: false });
    const { rules, ended } = await readRules(ctx.db);
    expect(rules.map(({ id }) => id)).toEqual([on]);
    expect(ended).toEqual(
      new Map([
        [off, 'rule_off'],
        [removed, 'rule_removed'],
      ]),
    );
    expect(ended.has(quiet.id)).toBe(false);
    // Only channels that may be used.
    const silent = await channel(lab.id, 'Silent');
    await change(ctx, on, { channels: [silent] });
    expect((await readRules(ctx.db)).rules[0]?.channelIds).toEqual([silent]);
    await db.channel.update({ where: { id: silent }, data: { enabled: false } });
    expect((await readRules(ctx.db)).rules[0]?.channelIds).toEqual([]);
    expect((await readRule(ctx, on)).channels).toMatchObject([{ enabled: false }]);
  });
});
