import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { evaluateLab } from '@/lib/alerts/engine/evaluate-lab';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { labDb, type LabDb } from '@/lib/platform/db/lab-db';
import * as settings from '@/lib/platform/env';
import { openText } from '@/lib/platform/secrets/sealed-text';
import { DEMO_LABS } from '@/prisma/seed/demo-labs';
import { loadDemo, type DemoRequest } from '../load-demo';

const NOW = new Date('2026-11-20T15:30:00Z');
const DAY = 86_400_000;
const request: DemoRequest = {
  labs: DEMO_LABS.filter(({ slug }) => slug === 'demo').map((lab) => ({
    ...lab,
    days: 4,
    perDay: 250,
  })),
  now: NOW,
  targetMinutes: 240,
  receiver: 'http://127.0.0.1:3000/api/demo/receiver',
};

let lab: LabRef;
let db: LabDb;

beforeAll(async () => {
  vi.spyOn(settings, 'env').mockReturnValue({ ...settings.env(), BENCHWATCH_EMBEDDED: true });
  await loadDemo(unboundDb(), request);
  lab = await unboundDb().lab.findUniqueOrThrow({
    where: { slug: 'demo' },
    select: { id: true, slug: true, name: true, timeZone: true, firstWeekday: true },
  });
  db = labDb(lab.id);
  // A busy machine is no fault of what is tested.
}, 300_000);
afterAll(() => vi.restoreAllMocks());

const channelsOf = () =>
  db.channel.findMany({ orderBy: { name: 'asc' }, include: { rules: true } });

describe('the alerts of the demo', () => {
  it('tell two channels, the pager of what is critical alone', async () => {
    const channels = await channelsOf();
    expect(channels.map(({ name, kind, enabled }) => [name, kind, enabled])).toEqual([
      ['Bench supervisors', 'teams', true],
      ['Pager', 'webhook', true],
    ]);
    const told = await db.alertRuleChannel.findMany({
      where: { channel: { name: 'Pager' } },
      include: { rule: true },
    });
    expect(told.length).toBeGreaterThan(1);
    expect(new Set(told.map(({ rule }) => rule.severity))).toEqual(new Set(['critical']));
  });

  it('fire, are taken on with a note, held back by a silence, and mostly over', async () => {
    const alerts = await db.alert.findMany({ include: { events: true } });
    const standing = alerts.filter(({ status }) => status !== 'resolved');
    expect(standing.filter(({ status }) => status === 'firing').length).toBeGreaterThan(2);
    expect(standing.length).toBeLessThan(30);
    expect(alerts.length - standing.length).toBeGreaterThan(30);
    const taken = standing.filter(({ status }) => status === 'acknowledged');
    expect(taken).toMatchObject([{ acknowledgedBy: 'Grace Okafor' }]);
    const said = taken.flatMap(({ events }) => events.filter((one) => one.kind === 'acknowledged'));
    expect(said).toMatchObject([{ actorKind: 'person', actorName: 'Grace Okafor' }]);
    expect(said[0]?.text).toMatch(/\.$/);
    const silences = await db.silence.findMany({ orderBy: { startsAt: 'asc' } });
    expect(silences.length).toBeGreaterThan(0);
    const held = standing.filter(({ silencedUntil }) => silencedUntil !== null);
    expect(held.length).toBeGreaterThan(0);
    expect(held[0]?.silencedUntil).toEqual(silences.at(-1)?.endsAt);
  });

  it('say how long it was when they were told, not how long it is now', async () => {
    const fired = await db.alertEvent.findMany({
      where: {
        kind: 'fired',
        alert: {
          rule: { name: 'Overdue tests' },
          startedAt: { gte: new Date(NOW.getTime() - 2 * DAY) },
        },
      },
      include: { alert: true },
    });
    expect(fired.length).toBeGreaterThan(10);
    for (const { text } of fired) expect(text).toMatch(/ is less than 1 min over, due /);
    const long = fired.filter(({ alert }) => (alert.value ?? 0) > 30);
    for (const { alert } of long) expect(alert.summary).not.toMatch(/ less than 1 min over/);
    expect(long.length).toBeGreaterThan(0);
  });

  it('stand in histories in their order, all before the end', async () => {
    const alerts = await db.alert.findMany({
      include: { events: { orderBy: [{ at: 'asc' }, { id: 'asc' }] } },
    });
    for (const { status, firedAt, events } of alerts) {
      const kinds = events.map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'fired').length).toBe(firedAt === null ? 0 : 1);
      expect(kinds.at(-1) === 'resolved' || kinds.includes('resolved')).toBe(status === 'resolved');
      expect(events.every(({ at }) => at <= NOW)).toBe(true);
    }
  });

  it('left a delivery log in which all was accepted but what was sent to a wrong address', async () => {
    const all = await db.notification.findMany({
      include: { log: { orderBy: { at: 'asc' } }, channel: true },
    });
    expect(all.length).toBeGreaterThan(30);
    const dead = all.filter(({ status }) => status === 'dead');
    expect(dead).toMatchObject([
      { reason: 'test', failure: 'not_found', dismissedBy: 'Grace Okafor' },
    ]);
    const queued = all.filter(({ status }) => status === 'queued');
    expect(queued.length).toBeLessThan(3);
    for (const { log, createdAt, settledAt } of all.filter(({ status }) => status === 'sent')) {
      expect(log.at(-1)).toMatchObject({ status: 202, outcome: 'ok' });
      expect(settledAt?.getTime()).toBeGreaterThan(createdAt.getTime());
    }
  });

  it('go on from there: nothing is told twice, and a night later nothing bursts', async () => {
    const half = await evaluateLab(lab, new Date(NOW.getTime() + 30_000), 'asked');
    expect(half?.told.length).toBeLessThan(3);
    expect(half?.step.changes.filter(({ kind }) => kind === 'resolved')).toEqual([]);
    const later = await evaluateLab(lab, new Date(NOW.getTime() + DAY), 'asked');
    expect(later?.told.length).toBeLessThan(30);
  });

  it('are left as they are by the next start, which only leads them to where the portal is', async () => {
    const before = await db.alert.count();
    const receiver = 'http://127.0.0.1:4000/api/demo/receiver';
    await loadDemo(unboundDb(), { ...request, now: new Date(NOW.getTime() + DAY), receiver });
    const channels = await channelsOf();
    expect(channels.map(({ id, url }) => openText(id, url))).toEqual([receiver, receiver]);
    expect(channels.map(({ host }) => host)).toEqual(['127.0.0.1:4000', '127.0.0.1:4000']);
    expect(await db.alert.count()).toBe(before);
  });
});
