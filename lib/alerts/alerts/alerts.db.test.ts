import { beforeAll, describe, expect, it } from 'vitest';
import { callRoute, signedIn, storedKey } from '@/lib/entry/testing-requests';
import { methodNotAllowed } from '@/lib/entry/refusals';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { ROLES } from '@/lib/platform/access/roles';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { deviceDown, finding, START } from '../engine/testing-engine';
import { makeWatchedLab } from '../engine/testing-evaluation';
import { acknowledgeAlert, acknowledgeAlerts } from './acknowledge-alerts';
import { alertsQueryOf } from './contract';
import { countAlerts, countFiring } from './count-alerts';
import { acknowledgeAlertEndpoint, listAlertsEndpoint, readAlertEndpoint } from './endpoints';
import { listAlerts } from './list-alerts';
import { noteAlert } from './note-alert';
import { readAlert } from './read-alert';

const db = unboundDb();
let watched: Awaited<ReturnType<typeof makeWatchedLab>>;
let supervisor: Ctx;
let stranger: Ctx;
let teams: string;
let breach: string;
let idOf: (fingerprint: string) => Promise<string>;

beforeAll(async () => {
  watched = await makeWatchedLab();
  supervisor = await watched.ctxFor('supervisor');
  stranger = await (await makeTestLab()).ctxFor('admin');
  teams = await watched.channel('Core lab');
  breach = await watched.rule({ name: 'Late tests', channels: [teams], groupWaitSeconds: 0 });
  const device = await watched.rule({
    name: 'Down',
    kind: 'device',
    severity: 'critical',
    channels: [teams],
    groupWaitSeconds: 0,
  });
  const deviceId = await watched.device('Analyser 1');
  const labels = (specimen: string, assay: string) => ({ specimen, assay });
  watched.said.set(breach, [
    finding('t-1', { labels: labels('S-1', 'CBC') }),
    finding('t-2', { labels: labels('S-2', 'GLU') }),
    finding('t-3', { labels: labels('S-3', 'CBC'), deviceId }),
  ]);
  watched.said.set(device, [deviceDown(deviceId, { labels: { device: 'Analyser 1' } })]);
  await watched.after(0);
  const ids = new Map((await watched.alerts()).map((alert) => [alert.fingerprint, alert.id]));
  idOf = async (fingerprint) => ids.get(fingerprint === 'device' ? deviceId : fingerprint) ?? '';
});

describe('the alerts of a lab', () => {
  it('are listed, the worst severity first, what is held back last, with what absorbs them', async () => {
    const { data } = await listAlerts(supervisor, alertsQueryOf({}));
    expect(data.map(({ rule, severity }) => [rule.name, severity])).toEqual([
      ['Down', 'critical'],
      ['Late tests', 'warning'],
      ['Late tests', 'warning'],
      ['Late tests', 'warning'],
    ]);
    const [down] = data;
    expect(down).toMatchObject({ absorbs: 1, status: 'firing', inhibited_by: null });
    const absorbed = data.find(({ labels }) => labels.specimen === 'S-3');
    expect(absorbed?.inhibited_by).toEqual({ id: down?.id, summary: down?.summary });
    expect(data.at(-1)).toEqual(absorbed);
    expect(await countAlerts(supervisor)).toEqual({
      firing: 3,
      acknowledged: 0,
      pending: 0,
      held: 1,
      critical: 1,
      silenced: 0,
      inhibited: 1,
    });
    expect(await countFiring(supervisor)).toBe(3);
    expect(await countFiring(stranger)).toBe(0);
  });

  it('are paged without a gap and without one twice', async () => {
    for (const status of ['open', 'all'] as const) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const query = alertsQueryOf({ status, limit: 1, ...(cursor ? { cursor } : {}) });
        const page = await listAlerts(supervisor, query);
        seen.push(...page.data.map(({ id }) => id));
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      expect(seen).toHaveLength(4);
      expect(new Set(seen).size).toBe(4);
    }
  });

  it('are narrowed by label, rule, kind, notification and what holds them', async () => {
    const specimens = async (given: Parameters<typeof alertsQueryOf>[0]) =>
      (await listAlerts(supervisor, alertsQueryOf(given))).data
        .map(({ labels }) => labels.specimen ?? labels.device)
        .toSorted();
    expect(await specimens({ assay: 'cbc' })).toEqual(['S-1', 'S-3']);
    expect(await specimens({ rule: 'down' })).toEqual(['Analyser 1']);
    expect(await specimens({ kind: 'sla_breach', held: 'inhibited' })).toEqual(['S-3']);
    expect(await specimens({ inhibited_by: await idOf('device') })).toEqual(['S-3']);
    expect(await specimens({ held: 'none' })).toEqual(['Analyser 1', 'S-1', 'S-2']);
    expect(await specimens({ held: 'any' })).toEqual(['S-3']);
    expect(await specimens({ severity: 'info' })).toEqual([]);
    const told = (await watched.notifications()).find(({ ruleId }) => ruleId === breach);
    expect(await specimens({ notification: told?.id ?? '' })).toEqual(['S-1', 'S-2']);
    await expect(specimens({ rule: 'No such' })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('are read with their history and what a silence could match by', async () => {
    const detail = await readAlert(supervisor, await idOf('t-1'));
    expect(detail.events.map(({ kind, by, notification }) => [kind, by, notification])).toEqual([
      ['fired', 'alert engine', null],
      [
        'notified',
        'alert engine',
        { id: expect.any(String), channel: 'Core lab', reason: 'first', status: 'queued' },
      ],
    ]);
    expect(detail.may_silence_by.map(({ label, text }) => [label, text])).toEqual([
      ['alert', 't-1 is late'],
      ['rule', 'Late tests'],
      ['specimen', 'S-1'],
      ['assay', 'CBC'],
    ]);
    const down = await readAlert(supervisor, await idOf('device'));
    expect(down.waiting).toMatchObject({ device: 'Analyser 1', tests: 0, absorbed: 1, first: [] });
  });

  it('are unknown to another lab', async () => {
    expect(await listAlerts(stranger, alertsQueryOf({ status: 'all' }))).toEqual({
      data: [],
      next_cursor: null,
    });
    const id = await idOf('t-1');
    for (const asked of [
      () => readAlert(stranger, id),
      () => acknowledgeAlert(stranger, id, {}),
      () => acknowledgeAlerts(stranger, { ids: [id] }),
      () => noteAlert(stranger, id, { text: 'Mine' }),
      () => readAlert(supervisor, 'no id'),
      () => readAlert(supervisor, newId()),
    ]) {
      await expect(asked).rejects.toMatchObject({ code: 'not_found' });
    }
    const notification = (await watched.notifications())[0]?.id ?? '';
    await expect(acknowledgeAlerts(stranger, { notification })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('acknowledging', () => {
  it('is refused for whoever is less than a supervisor', async () => {
    const id = await idOf('t-1');
    for (const role of ROLES.slice(0, 2)) {
      const ctx = await watched.ctxFor(role);
      await expect(acknowledgeAlert(ctx, id, {})).rejects.toMatchObject({ code: 'forbidden' });
      await expect(acknowledgeAlerts(ctx, { ids: [id] })).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    await expect(
      noteAlert(await watched.ctxFor('viewer'), id, { text: 'Mine' }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(await db.alert.count({ where: { labId: watched.lab.id, status: 'acknowledged' } })).toBe(
      0,
    );
  });

  it('takes an alert on, once, with a note, in the history and the trail', async () => {
    const id = await idOf('t-1');
    const first = await acknowledgeAlert(supervisor, id, { note: 'On my way' });
    expect(first).toMatchObject({
      status: 'acknowledged',
      acknowledged: { by: 'Test supervisor', at: supervisor.now.toISOString() },
    });
    const again = await acknowledgeAlert(await watched.ctxFor('admin'), id, {});
    expect(again.acknowledged).toEqual(first.acknowledged);
    expect(again.events.filter(({ kind }) => kind === 'acknowledged')).toMatchObject([
      { by: 'Test supervisor', text: 'On my way' },
    ]);
    const audited = await db.auditEvent.findMany({
      where: { labId: watched.lab.id, action: 'alert.acknowledge' },
    });
    expect(audited).toMatchObject([{ entityId: id, reason: 'On my way' }]);
  });

  it('of a notification takes on all that it told of and that fires', async () => {
    const told = (await watched.notifications()).find(({ ruleId }) => ruleId === breach);
    const answer = await acknowledgeAlerts(supervisor, { notification: told?.id ?? '' });
    expect(answer.acknowledged).toBe(1);
    expect(answer.alerts.map(({ status }) => status)).toEqual(['acknowledged', 'acknowledged']);
  });

  it('is refused for one that is over', async () => {
    watched.said.set(breach, []);
    await watched.after(30);
    await expect(acknowledgeAlert(supervisor, await idOf('t-3'), {})).rejects.toMatchObject({
      code: 'conflict',
      extra: { status: 'resolved' },
    });
    const { data } = await listAlerts(supervisor, alertsQueryOf({ status: 'resolved' }));
    expect(data.map(({ resolved }) => resolved)).toEqual(
      Array.from({ length: 3 }, () => ({
        at: new Date(START.getTime() + 30_000).toISOString(),
        as: 'gone',
      })),
    );
  });

  it('never happens by a GET', async () => {
    const route = await import('@/app/api/v1/alerts/[id]/acknowledge/route');
    expect(route.GET).toBe(methodNotAllowed);
    const id = await idOf('device');
    const headers = await storedKey(watched.lab, 'supervisor');
    for (const endpoint of [readAlertEndpoint, listAlertsEndpoint]) {
      const { status } = await callRoute(endpoint, { headers, params: { id } });
      expect(status).toBe(200);
    }
    expect(await readAlert(supervisor, id)).toMatchObject({ status: 'firing' });
  });

  it('by a cookie from another page is refused; by a key it works', async () => {
    const id = await idOf('device');
    const cookie = await signedIn([{ lab: watched.lab, role: 'supervisor' }]);
    const elsewhere = { ...cookie, origin: 'https://evil.test' };
    const ask = (headers: Record<string, string>) =>
      callRoute(acknowledgeAlertEndpoint, { headers, params: { id }, body: {} });
    expect((await ask(elsewhere)).status).toBe(403);
    expect((await readAlert(supervisor, id)).status).toBe('firing');
    expect((await ask(await storedKey(watched.lab, 'supervisor'))).status).toBe(200);
    expect((await readAlert(supervisor, id)).status).toBe('acknowledged');
  });
});

it('a note is added to the history of an alert, and stays', async () => {
  const id = await idOf('device');
  const technician = await watched.ctxFor('technician');
  const { events } = await noteAlert(technician, id, { text: 'Service was called' });
  expect(events.at(-1)).toMatchObject({ kind: 'note', by: 'Test technician' });
  await expect(
    db.alertEvent.deleteMany({ where: { labId: watched.lab.id, kind: 'note' } }),
  ).rejects.toThrow();
});
