import { beforeAll, describe, expect, it } from 'vitest';
import { callRoute, storedKey } from '@/lib/entry/testing-requests';
import { unboundDb } from '@/lib/platform/db/client';
import { makeBench, putSpecimens } from '@/lib/specimens/testing-specimens';
import { runAlertsEndpoint } from '../alerts/endpoints';
import { RunAnswer } from '../alerts/contract';
import { dryRunRuleEndpoint, tryRuleEndpoint } from '../history/endpoints';
import { RuleTrial } from '../history/contract';
import { makeWatchedLab } from './testing-evaluation';

const db = unboundDb();
let watched: Awaited<ReturnType<typeof makeWatchedLab>>;
let headers: Record<string, string>;
let manager: Record<string, string>;
let rule: string;

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

async function run(body: object, as = headers) {
  const { status, text } = await callRoute(runAlertsEndpoint, { headers: as, body });
  return { status, answer: status === 200 ? RunAnswer.parse(JSON.parse(text)) : null };
}

/** Everything an evaluation writes. */
async function written() {
  const where = { labId: watched.lab.id };
  return [
    await db.alert.count({ where }),
    await db.alertEvent.count({ where }),
    await db.alertGroup.count({ where }),
    await db.notification.count({ where }),
    await db.alertRun.count({ where }),
    await db.liveEvent.count({ where: { ...where, entity: 'alert' } }),
  ];
}

beforeAll(async () => {
  watched = await makeWatchedLab();
  const names = { assays: ['CBC', 'GLU'], locations: ['Ward'], devices: ['A-1'] };
  const bench = await makeBench(watched.lab, names);
  const received = ago(300);
  await putSpecimens(watched.lab, bench, [
    { number: 'S-1', received, tests: [{ assay: 'CBC', due: ago(60) }] },
    { number: 'S-2', received, tests: [{ assay: 'GLU', due: ago(30), priority: 'STAT' }] },
    { number: 'S-3', received, tests: [{ assay: 'GLU', due: ago(-600) }] },
  ]);
  const never = { '1': [], '2': [], '3': [], '4': [], '5': [], '6': [], '7': [] };
  const channels = [
    await watched.channel('Core lab'),
    await watched.channel('Shut', { hours: never }),
  ];
  rule = await watched.rule({ name: 'Late tests', channels });
  headers = await storedKey(watched.lab, 'supervisor');
  manager = await storedKey(watched.lab, 'manager');
});

describe('POST /alerts/run', () => {
  it('with dry_run shows the exact JSON of every channel, and writes and sends nothing', async () => {
    const before = await written();
    const { answer } = await run({ dry_run: true });
    expect(answer?.alerts.map(({ labels, status }) => [labels.specimen, status])).toEqual([
      ['S-1', 'firing'],
      ['S-2', 'firing'],
    ]);
    expect(answer?.alerts_total).toBe(2);
    expect(answer?.notifications).toMatchObject([
      { id: null, channel: 'Core lab', rule: 'Late tests', reason: 'first', held: null },
      { id: null, channel: 'Shut', rule: 'Late tests', reason: 'first', held: 'hours' },
    ]);
    expect(answer?.notifications[0]?.payload).toMatchObject({
      type: 'message',
      attachments: [{ content: { type: 'AdaptiveCard' } }],
    });
    expect(await written()).toEqual(before);
  });

  it('evaluates for an outside scheduler, and puts into the outbox what it answers', async () => {
    await db.alertRule.update({ where: { id: rule }, data: { groupWaitSeconds: 0 } });
    const { answer } = await run({});
    expect(answer?.notifications).toMatchObject([
      { channel: 'Core lab', summary: '2 tests are past due' },
    ]);
    const [queued] = await watched.notifications();
    expect(answer?.notifications[0]?.id).toBe(queued?.id);
    expect(answer?.notifications[0]?.payload).toEqual(queued?.payload);
    expect((await run({})).answer?.notifications).toEqual([]);
    // What was told already is shown all the same: so that the card can be looked at.
    expect((await run({ dry_run: true })).answer?.notifications).toHaveLength(2);
  });

  it('answers of one rule alone, by name or id; an unknown one is 422', async () => {
    await watched.rule({ name: 'Other', kind: 'device' });
    expect((await run({ dry_run: true, rule: 'late tests' })).answer?.alerts_total).toBe(2);
    expect((await run({ dry_run: true, rule })).answer?.alerts_total).toBe(2);
    expect((await run({ dry_run: true, rule: 'other' })).answer?.alerts_total).toBe(0);
    expect((await run({ rule: 'other' })).answer?.alerts_total).toBe(0);
    expect((await run({ dry_run: true, rule: 'none' })).status).toBe(422);
    expect((await run({ dry_run: 'yes' })).status).toBe(422);
  });

  it('is refused for less than a supervisor, and evaluates no other lab', async () => {
    const before = await written();
    for (const role of ['viewer', 'technician', 'instrument', 'lis'] as const) {
      expect((await run({}, await storedKey(watched.lab, role))).status).toBe(403);
    }
    const other = await makeWatchedLab();
    const { answer } = await run({}, await storedKey(other.lab, 'supervisor'));
    expect(answer).toMatchObject({ alerts_total: 0, notifications: [] });
    expect(await written()).toEqual(before);
  });

  it('asked for very often at once is done one by one or refused, and holds up nobody else', async () => {
    const asked = Array.from({ length: 30 }, () => run({}));
    const other = await makeWatchedLab();
    const { answer } = await run({}, await storedKey(other.lab, 'supervisor'));
    expect(answer).toMatchObject({ alerts_total: 0 });
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(5);
    expect(statuses).toContain(429);
    expect([...new Set(statuses)].toSorted()).toEqual([200, 429]);
    expect((await run({})).status).toBe(200);
  });
});

const draft = {
  kind: 'sla_breach',
  name: 'Late STAT tests',
  filters: { priorities: ['STAT'] },
  channels: ['Core lab'],
};

describe('a rule that is not saved yet', () => {
  it('shows what it would send now', async () => {
    const before = await written();
    const asked = (body: object, as = manager) =>
      callRoute(dryRunRuleEndpoint, { headers: as, body });
    const { status, text } = await asked({ rule: draft });
    expect(status).toBe(200);
    const answer = RunAnswer.parse(JSON.parse(text));
    expect(answer.alerts.map(({ labels }) => labels.specimen)).toEqual(['S-2']);
    expect(answer.notifications).toMatchObject([{ channel: 'Core lab', reason: 'first' }]);
    const changed = await asked({ rule: { ...draft, name: 'Late tests' }, replaces: rule });
    expect(RunAnswer.parse(JSON.parse(changed.text)).alerts_total).toBe(1);
    expect((await asked({ rule: draft }, headers)).status).toBe(403);
    expect((await asked({ rule: { ...draft, channels: ['None'] } })).status).toBe(422);
    expect(await written()).toEqual(before);
    expect(await db.alertRule.count({ where: { name: draft.name } })).toBe(0);
  });

  it('says what it would have sent over time that has passed', async () => {
    const before = await written();
    const asked = (body: object, as = manager) => callRoute(tryRuleEndpoint, { headers: as, body });
    const at_risk = { ...draft, kind: 'at_risk', filters: {}, params: { left_minutes: 30 } };
    const { status, text } = await asked({ rule: at_risk, from: ago(1440) });
    expect(status, text).toBe(200);
    const trial = RuleTrial.parse(JSON.parse(text));
    // Both tests were at risk for half an hour before they were late, and are late now.
    expect(trial).toMatchObject({
      alerts: 2,
      by_channel: [{ channel: 'Core lab', cards: trial.cards }],
      breaches: { total: 2, warned: 2, percent: 100 },
    });
    expect(trial.told.at(-1)).toMatchObject({ channel: 'Core lab', reason: 'first', alerts: 1 });
    expect(trial.by_day.reduce((sum, { cards }) => sum + cards, 0)).toBe(trial.cards);

    const late = RuleTrial.parse(JSON.parse((await asked({ rule: draft })).text));
    expect(late).toMatchObject({ alerts: 1, breaches: { total: 1, warned: 0, percent: 0 } });
    expect((await asked({ rule: draft }, headers)).status).toBe(403);
    expect((await asked({ rule: draft, from: ago(-10) })).status).toBe(422);
    expect((await asked({ rule: draft, from: ago(100 * 1440) })).status).toBe(422);
    expect((await asked({ rule: { ...draft, kind: 'none' } })).status).toBe(422);
    expect(await written()).toEqual(before);
  });

  it('leaves what was voided since out of what became late, though a card told of it', async () => {
    const rule = { ...draft, kind: 'at_risk', filters: {}, params: { left_minutes: 30 } };
    const asked = async () => {
      const { text } = await callRoute(tryRuleEndpoint, { headers: manager, body: { rule } });
      return RuleTrial.parse(JSON.parse(text));
    };
    expect(await asked()).toMatchObject({ alerts: 2, breaches: { total: 2, warned: 2 } });
    await db.orderedTest.updateMany({
      where: { labId: watched.lab.id, specimen: { number: 'S-2' } },
      data: { voidedAt: new Date() },
    });
    expect(await asked()).toMatchObject({ alerts: 2, breaches: { total: 1, warned: 1 } });
  });
});
