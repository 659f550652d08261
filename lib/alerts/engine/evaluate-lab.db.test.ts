import { beforeEach, describe, expect, it, vi } from 'vitest';
import { unboundDb } from '@/lib/platform/db/client';
import { testDatabase, withClient } from '@/lib/platform/db/testing';
import { newId } from '@/lib/platform/ids';
import { evaluateLab } from './evaluate-lab';
import { deviceDown, finding, START } from './testing-engine';
import { makeWatchedLab } from './testing-evaluation';

const db = unboundDb();
let watched: Awaited<ReturnType<typeof makeWatchedLab>>;
let teams: string;

beforeEach(async () => {
  watched = await makeWatchedLab();
  teams = await watched.channel('Core lab');
});

const late = (...names: string[]) => names.map((name) => finding(name));
const reasons = async () => (await watched.notifications()).map(({ reason }) => reason);

describe('an evaluation', () => {
  it('first: writes the alert, its history and one notification', async () => {
    const rule = await watched.rule({ name: 'Late', channels: [teams] });
    watched.said.set(rule, late('S-1', 'S-2'));
    await watched.after(0);
    expect(await watched.notifications()).toEqual([]);
    await watched.after(30);
    const [first, ...more] = await watched.notifications();
    expect(more).toEqual([]);
    const alerts = await watched.alerts();
    expect(first).toMatchObject({
      channelId: teams,
      ruleId: rule,
      reason: 'first',
      severity: 'warning',
      summary: '2 tests are past due',
      status: 'queued',
      alertCount: 2,
      createdAt: watched.now(),
      nextAttemptAt: watched.now(),
    });
    expect(first?.alertIds.toSorted()).toEqual(alerts.map(({ id }) => id));
    expect(first?.payload).toMatchObject({ type: 'message' });
    expect(alerts).toMatchObject([
      { fingerprint: 'S-1', status: 'firing', startedAt: START, firedAt: START },
      { fingerprint: 'S-2', status: 'firing', startedAt: START, firedAt: START },
    ]);
    const [alert] = alerts;
    expect(await watched.eventsOf(alert?.id ?? '')).toEqual([
      'fired: S-1 is late',
      'notified: first to Core lab',
    ]);
  });

  it('repeat: the same once more after its interval', async () => {
    const rule = await watched.rule({ name: 'Late', channels: [teams], repeatSeconds: 3600 });
    watched.said.set(rule, late('S-1'));
    await watched.after(0);
    for (let tick = 0; tick < 121; tick += 1) await watched.after(30);
    expect(await reasons()).toEqual(['first', 'repeat']);
  });

  it('grouped: many specimens on one card, the worst first', async () => {
    const card = { detail: 'specimens', top: 3 };
    const channel = await watched.channel('With numbers', { card });
    const rule = await watched.rule({ name: 'Late', channels: [channel], groupWaitSeconds: 0 });
    const names = Array.from({ length: 60 }, (_, n) => `S-${n}`);
    watched.said.set(
      rule,
      names.map((name, n) => finding(name, { dueAt: new Date(START.getTime() - n * 60_000) })),
    );
    await watched.after(0);
    const [only, ...more] = await watched.notifications();
    expect(more).toEqual([]);
    expect(only).toMatchObject({ alertCount: 60, summary: '60 tests are past due' });
    const text = JSON.stringify(only?.payload);
    const places = ['S-59', 'S-58', 'S-57'].map((name) => text.indexOf(name));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(text).not.toContain('S-10');
  });

  it('resolved within group wait sends nothing', async () => {
    const rule = await watched.rule({ name: 'Late', channels: [teams], groupWaitSeconds: 60 });
    watched.said.set(rule, late('S-1'));
    await watched.after(0);
    watched.said.set(rule, []);
    for (let tick = 0; tick < 30; tick += 1) await watched.after(30);
    expect(await watched.notifications()).toEqual([]);
    expect(await watched.alerts()).toMatchObject([
      { status: 'resolved', resolvedAs: 'gone', resolvedAt: new Date(START.getTime() + 30_000) },
    ]);
    expect(await db.alertGroup.count({ where: { labId: watched.lab.id } })).toBe(0);
  });

  it('inhibited and still counted: the card of the device says what waits, and repeats', async () => {
    const deviceId = await watched.device('Analyser 1');
    const device = await watched.rule({
      name: 'Down',
      kind: 'device',
      severity: 'critical',
      channels: [teams],
      groupWaitSeconds: 0,
      repeatSeconds: 3600,
    });
    const breach = await watched.rule({ name: 'Late', channels: [teams], groupWaitSeconds: 0 });
    watched.said.set(device, [deviceDown(deviceId, { labels: { device: 'Analyser 1' } })]);
    watched.said.set(
      breach,
      late('S-1', 'S-2', 'S-3').map((one) => ({ ...one, deviceId })),
    );
    const evaluation = await watched.after(0);
    expect(evaluation?.told).toHaveLength(1);
    const [card] = await watched.notifications();
    expect(card).toMatchObject({ ruleId: device, severity: 'critical' });
    expect(JSON.stringify(card?.payload)).toMatch(/\b3\b[^"]*alert/i);
    const alerts = await watched.alerts();
    const down = alerts.find(({ ruleId }) => ruleId === device);
    const absorbed = alerts.filter(({ inhibitedById }) => inhibitedById === down?.id);
    expect(absorbed).toHaveLength(3);
    expect(await watched.eventsOf(absorbed[0]?.id ?? '')).toEqual([
      'fired: S-1 is late',
      `inhibited: ${down?.summary}`,
    ]);
    await watched.after(3600);
    expect(await reasons()).toEqual(['first', 'repeat']);
  });

  it('made more severe: is told once more, and remembered as that', async () => {
    const rule = await watched.rule({ name: 'Late', channels: [teams], groupWaitSeconds: 0 });
    watched.said.set(rule, late('S-1'));
    await watched.after(0);
    const changedAt = new Date(watched.now().getTime() + 1000);
    await db.alertRule.update({ where: { id: rule }, data: { severity: 'critical', changedAt } });
    await watched.after(30);
    await watched.after(600);
    const told = await watched.notifications();
    expect(told.map(({ reason, severity }) => `${reason} ${severity}`)).toEqual([
      'first warning',
      'changed critical',
    ]);
  });

  it('silenced: is not told, and is in the history', async () => {
    const rule = await watched.rule({ name: 'Late', channels: [teams], groupWaitSeconds: 0 });
    watched.said.set(rule, late('S-1'));
    await db.silence.create({
      data: {
        id: newId(),
        labId: watched.lab.id,
        matchers: [{ label: 'rule', value: rule }],
        startsAt: START,
        endsAt: new Date(START.getTime() + 600_000),
        reason: 'Known',
        actorKind: 'system',
        actorName: 'test',
        requestId: 'test',
      },
    });
    await watched.after(0);
    await watched.after(570);
    expect(await watched.notifications()).toEqual([]);
    await watched.after(30);
    expect(await reasons()).toEqual(['first']);
    const [alert] = await watched.alerts();
    expect(alert?.silencedUntil).toBeNull();
    expect(await watched.eventsOf(alert?.id ?? '')).toEqual([
      'fired: S-1 is late',
      'silenced: until 2026-03-02T08:10:00.000Z',
      'unsilenced',
      'notified: first to Core lab',
    ]);
  });

  it('out of channel hours nothing is told; critical is never held back', async () => {
    // 08:00 in UTC on a Monday is 09:00 in Berlin.
    const never = { '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] };
    const channel = await watched.channel('Days', {
      hours: { '1': [['10:00', '17:00']], ...never },
    });
    const given = { channels: [channel], groupWaitSeconds: 0 };
    const warning = await watched.rule({ name: 'Late', ...given });
    const critical = await watched.rule({ name: 'Very late', severity: 'critical', ...given });
    for (const rule of [warning, critical]) watched.said.set(rule, late('S-1'));
    await watched.after(0);
    await watched.after(3540);
    expect((await watched.notifications()).map(({ ruleId }) => ruleId)).toEqual([critical]);
    await watched.after(60);
    expect((await watched.notifications()).map(({ ruleId }) => ruleId)).toEqual([
      critical,
      warning,
    ]);
  });

  it('handled ends the repeat: acknowledged, a critical result is told again until then', async () => {
    const rule = await watched.rule({
      name: 'Criticals',
      kind: 'critical_unhandled',
      severity: 'critical',
      channels: [teams],
      groupWaitSeconds: 0,
      repeatSeconds: 900,
    });
    watched.said.set(rule, late('S-1'));
    await watched.after(0);
    await db.alert.updateMany({
      where: { labId: watched.lab.id },
      data: { status: 'acknowledged', acknowledgedAt: START, acknowledgedBy: 'Somebody' },
    });
    await watched.after(900);
    expect(await reasons()).toEqual(['first', 'repeat']);
    expect(await watched.alerts()).toMatchObject([{ status: 'acknowledged' }]);
    watched.said.set(rule, []);
    for (let tick = 0; tick < 5; tick += 1) await watched.after(900);
    expect(await reasons()).toEqual(['first', 'repeat', 'resolved']);
  });

  it('restart sends nothing twice: an evaluation that dies before its end happened not at all', async () => {
    const rule = await watched.rule({ name: 'Late', channels: [teams] });
    watched.said.set(rule, late('S-1'));
    await watched.after(0);
    const labId = watched.lab.id;
    const before = [await watched.alerts(), await db.alertGroup.findMany({ where: { labId } })];
    // The alerts are written by then; what the outbox is given cannot be kept.
    await expect(
      evaluateLab(watched.lab, new Date(START.getTime() + 330_000), 'asked', {
        kinds: watched.kinds,
        requestId: '\u0000',
      }),
    ).rejects.toThrow();
    expect(await watched.notifications()).toEqual([]);
    expect([await watched.alerts(), await db.alertGroup.findMany({ where: { labId } })]).toEqual(
      before,
    );
    await watched.after(30);
    await watched.after(0);
    await watched.after(30);
    expect(await reasons()).toEqual(['first']);
  });

  it('restart sends nothing twice: what a killed evaluation put into the outbox goes with it', async () => {
    const rule = await watched.rule({ name: 'Late', channels: [teams] });
    watched.said.set(rule, late('S-1'));
    await watched.after(0);
    await withClient(testDatabase().superuserUrl, async (client) => {
      // That it was made is the last that an evaluation writes; here it waits.
      await client.query('BEGIN');
      await client.query('SELECT FROM alert_runs WHERE lab_id = $1 FOR UPDATE', [watched.lab.id]);
      const killed = expect(watched.after(330)).rejects.toThrow();
      const waits = await vi.waitFor(
        async () => {
          const rows = await db.$queryRaw<{ pid: number }[]>`
            SELECT pid FROM pg_stat_activity
            WHERE datname = current_database() AND wait_event_type = 'Lock'
              AND query ILIKE '%alert_runs%'`;
          expect(rows).toHaveLength(1);
          return rows;
        },
        { timeout: 20_000 },
      );
      await client.query('SELECT pg_terminate_backend($1)', [waits[0]?.pid]);
      await killed;
      await client.query('ROLLBACK');
    });
    expect(await watched.notifications()).toEqual([]);
    await watched.after(30);
    await watched.after(30);
    expect(await reasons()).toEqual(['first']);
  });

  it('a failing rule stops no other of its kind, is named, and keeps its alerts', async () => {
    const good = await watched.rule({ name: 'Good', channels: [teams], groupWaitSeconds: 0 });
    const bad = await watched.rule({ name: 'Bad', channels: [teams], groupWaitSeconds: 0 });
    const torn = await watched.rule({ name: 'Torn', channels: [teams] });
    watched.said.set(good, late('S-1')).set(bad, late('S-2'));
    await watched.after(0);
    watched.failing.add(bad);
    await db.alertRule.update({ where: { id: torn }, data: { params: { over_minutes: 'x' } } });
    watched.said.set(good, late('S-1', 'S-3')).set(bad, []);
    await watched.after(600);
    const run = await db.alertRun.findUniqueOrThrow({ where: { labId: watched.lab.id } });
    expect(Object.keys(run.failures ?? {}).toSorted()).toEqual([bad, torn].toSorted());
    expect(
      (await watched.alerts()).map(({ fingerprint, status }) => [fingerprint, status]),
    ).toEqual([
      ['S-1', 'firing'],
      ['S-2', 'firing'],
      ['S-3', 'firing'],
    ]);
    expect(await reasons()).toEqual(['first', 'first', 'changed']);
  });

  it('rule changed while firing: goes on as the same alert, told once', async () => {
    const rule = await watched.rule({ name: 'Late', channels: [teams], groupWaitSeconds: 0 });
    watched.said.set(rule, late('S-1', 'S-2'));
    await watched.after(0);
    await db.alertRule.update({
      where: { id: rule },
      data: {
        severity: 'info',
        groupBy: ['specimen'],
        changedAt: new Date(START.getTime() + 1),
      },
    });
    watched.said.set(rule, late('S-1'));
    for (let tick = 0; tick < 20; tick += 1) await watched.after(30);
    expect(await reasons()).toEqual(['first']);
    expect(await watched.alerts()).toMatchObject([
      { status: 'firing', severity: 'info' },
      { status: 'resolved', resolvedAs: 'rule_changed' },
    ]);
  });

  it.each([
    ['switched off', { enabled: false }, 'rule_off'],
    ['removed', { removedAt: START }, 'rule_removed'],
  ])('rule %s: its alerts are over and nothing is told', async (_, data, as) => {
    const rule = await watched.rule({ name: 'Late', channels: [teams], groupWaitSeconds: 0 });
    watched.said.set(rule, late('S-1'));
    await watched.after(0);
    await db.alertRule.update({ where: { id: rule }, data });
    for (let tick = 0; tick < 15; tick += 1) await watched.after(30);
    expect(await watched.alerts()).toMatchObject([{ status: 'resolved', resolvedAs: as }]);
    expect(await reasons()).toEqual(['first']);
    expect(await db.alertGroup.count({ where: { labId: watched.lab.id } })).toBe(0);
  });

  it('keeps what a person acknowledged while it was under way', async () => {
    const rule = await watched.rule({ name: 'Late', channels: [teams], groupWaitSeconds: 0 });
    watched.said.set(rule, late('S-1'));
    await watched.after(0);
    const acknowledging: typeof watched.kinds = {
      sla_breach: {
        name: 'sla_breach',
        spells: async () => [],
        find: async (world, rules) => {
          await db.alert.updateMany({
            where: { labId: watched.lab.id },
            data: { status: 'acknowledged', acknowledgedAt: START, acknowledgedBy: 'Somebody' },
          });
          // Due anew, so that the alert is written.
          const moved = late('S-1').map((one) => ({ ...one, dueAt: START }));
          return new Map(rules.map(({ id }) => [id, moved]));
        },
      },
    };
    await evaluateLab(watched.lab, new Date(START.getTime() + 30_000), 'asked', {
      kinds: acknowledging,
    });
    expect(await watched.alerts()).toMatchObject([{ status: 'acknowledged', dueAt: START }]);
  });
});

describe('several workers', () => {
  it('two workers send once: of many evaluations at once one is done', async () => {
    const rule = await watched.rule({ name: 'Late', channels: [teams], groupWaitSeconds: 0 });
    watched.said.set(rule, late('S-1', 'S-2'));
    const tries = Array.from({ length: 8 }, () =>
      evaluateLab(watched.lab, START, 'scheduled', { kinds: watched.kinds }),
    );
    const done = (await Promise.all(tries)).filter((one) => one !== null);
    expect(done).toHaveLength(1);
    expect(await reasons()).toEqual(['first']);
    expect(await watched.alerts()).toHaveLength(2);
  });

  it('whoever asks for an evaluation waits for its turn, and tells nothing twice', async () => {
    const rule = await watched.rule({ name: 'Late', channels: [teams], groupWaitSeconds: 0 });
    watched.said.set(rule, late('S-1', 'S-2'));
    const tries = Array.from({ length: 6 }, () =>
      evaluateLab(watched.lab, START, 'asked', { kinds: watched.kinds }),
    );
    expect((await Promise.all(tries)).filter((one) => one !== null)).toHaveLength(6);
    expect(await reasons()).toEqual(['first']);
    expect(await watched.alerts()).toHaveLength(2);
  });

  it('a lab is not evaluated by the clock more than once in half a minute', async () => {
    const at = (seconds: number) =>
      evaluateLab(watched.lab, new Date(START.getTime() + seconds * 1000), 'scheduled', {
        kinds: watched.kinds,
      });
    expect(await at(0)).not.toBeNull();
    expect(await at(15)).toBeNull();
    expect(await at(30)).not.toBeNull();
  });
});
