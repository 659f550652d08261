import { expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { deviceDown, finding } from '../engine/testing-engine';
import { makeWatchedLab } from '../engine/testing-evaluation';
import { listRuleNames } from '../rules/rule-names';
import { alertsQueryOf } from './contract';
import { listAlerts } from './list-alerts';
import { waitingBehind } from './waiting-behind';

it('is asked of the devices alone whose own alerts fire', async () => {
  const watched = await makeWatchedLab();
  const viewer = await watched.ctxFor('viewer');
  const [down, other] = [await watched.device('Analyser 1'), await watched.device('Analyser 2')];
  const channels = [await watched.channel('Core lab')];
  const device = await watched.rule({ name: 'Down', kind: 'device', channels });
  const soon = await watched.rule({ name: 'Down for long', kind: 'device', forSeconds: 600 });
  const late = await watched.rule({ name: 'Late' });
  watched.said.set(device, [deviceDown(down)]);
  watched.said.set(soon, [deviceDown(other)]);
  watched.said.set(late, [finding('t-1', { deviceId: down }), finding('t-2')]);
  await watched.after(0);
  const { data } = await listAlerts(viewer, alertsQueryOf({}));
  expect(data.map(({ rule, status }) => `${rule.name}: ${status}`).toSorted()).toEqual([
    'Down for long: pending',
    'Down: firing',
    'Late: firing',
    'Late: firing',
  ]);
  const behind = await waitingBehind(viewer, data);
  expect([...behind]).toEqual([
    [down, expect.objectContaining({ device: 'Analyser 1', tests: 0, absorbed: 1 })],
  ]);
  expect(await waitingBehind(viewer, [])).toEqual(new Map());
  const stranger = await (await makeTestLab()).ctxFor('admin');
  expect(await waitingBehind(stranger, data)).toEqual(new Map());
});

it('rules are named by their own lab, removed ones too', async () => {
  const watched = await makeWatchedLab();
  const id = await watched.rule({ name: 'Zulu' });
  const gone = await watched.rule({ name: 'Zulu before' });
  await unboundDb().alertRule.update({ where: { id: gone }, data: { removedAt: new Date() } });
  const names = await listRuleNames(await watched.ctxFor('viewer'));
  expect(names.slice(-2)).toEqual([
    { id, name: 'Zulu', removed: false },
    { id: gone, name: 'Zulu before', removed: true },
  ]);
  const stranger = await listRuleNames(await (await makeTestLab()).ctxFor('admin'));
  expect(stranger.filter(({ name }) => name.startsWith('Zulu'))).toEqual([]);
});
