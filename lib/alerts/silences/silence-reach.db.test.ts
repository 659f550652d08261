import { beforeAll, expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { ROLES } from '@/lib/platform/access/roles';
import type { Ctx } from '@/lib/platform/context';
import { deviceDown, finding } from '../engine/testing-engine';
import { makeWatchedLab } from '../engine/testing-evaluation';
import { SilenceReachQuery, silenceReach } from './silence-reach';

let watched: Awaited<ReturnType<typeof makeWatchedLab>>;
let supervisor: Ctx;

const reach = (ctx: Ctx, ...matchers: [label: string, value: string][]) =>
  silenceReach(
    ctx,
    SilenceReachQuery.parse({ matchers: matchers.map(([label, value]) => ({ label, value })) }),
  );

beforeAll(async () => {
  watched = await makeWatchedLab();
  supervisor = await watched.ctxFor('supervisor');
  const late = await watched.rule({ name: 'Late tests' });
  const down = await watched.rule({ name: 'Down', kind: 'device', severity: 'critical' });
  const deviceId = await watched.device('Analyser 1');
  watched.said.set(late, [
    finding('t-1', { labels: { specimen: 'S-1', assay: 'CBC' } }),
    finding('t-2', { labels: { specimen: 'S-2', assay: 'CBC', device: 'Analyser 1' } }),
  ]);
  watched.said.set(down, [deviceDown(deviceId, { labels: { device: 'Analyser 1' } })]);
  await watched.after(0);
});

it('counts the open alerts of which all matchers say the same', async () => {
  expect(await reach(supervisor, ['assay', 'cbc'])).toEqual({ alerts: 2, critical: 0 });
  expect(await reach(supervisor, ['device', 'Analyser 1'])).toEqual({ alerts: 2, critical: 1 });
  expect(await reach(supervisor, ['rule', 'late tests'], ['device', 'Analyser 1'])).toEqual({
    alerts: 1,
    critical: 0,
  });
  expect(await reach(supervisor, ['specimen', 'S-9'])).toEqual({ alerts: 0, critical: 0 });
  await expect(reach(supervisor, ['rule', 'No such'])).rejects.toMatchObject({ code: 'invalid' });
});

it('is refused for whoever may not silence, and counts nothing of another lab', async () => {
  for (const role of ROLES.slice(0, 2)) {
    const ctx = await watched.ctxFor(role);
    await expect(reach(ctx, ['assay', 'CBC'])).rejects.toMatchObject({ code: 'forbidden' });
  }
  const stranger = await (await makeTestLab()).ctxFor('admin');
  expect(await reach(stranger, ['assay', 'CBC'])).toEqual({ alerts: 0, critical: 0 });
});
