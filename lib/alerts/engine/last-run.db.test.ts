import { Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { finding } from './testing-engine';
import { makeWatchedLab } from './testing-evaluation';
import { addEvaluationMetrics } from './evaluation-metrics';
import { readLastRun } from './last-run';

const at = async (watched: Awaited<ReturnType<typeof makeWatchedLab>>, seconds: number) => ({
  ...(await watched.ctxFor('viewer')),
  now: new Date(watched.now().getTime() + seconds * 1000),
});

it('a lab that was never looked at is out of date', async () => {
  const { ctxFor } = await makeTestLab();
  expect(await readLastRun(await ctxFor('viewer'))).toEqual({
    at: null,
    stale: true,
    failures: [],
  });
});

it('says when it was, whether it is too long ago, and which rules failed', async () => {
  const watched = await makeWatchedLab();
  const good = await watched.rule({ name: 'Good' });
  const bad = await watched.rule({ name: 'Bad', kind: 'device' });
  watched.said.set(good, [finding('t-1')]);
  watched.failing.add(bad);
  await watched.after(0);
  const fresh = await readLastRun(await at(watched, 119));
  expect(fresh).toMatchObject({ at: watched.now(), stale: false });
  expect(fresh.failures).toEqual([{ id: bad, rule: 'Bad', reason: expect.any(String) }]);
  expect((await readLastRun(await at(watched, 121))).stale).toBe(true);
});

it('another lab does not see it', async () => {
  const watched = await makeWatchedLab();
  await watched.after(0);
  const stranger = await (await makeTestLab()).ctxFor('admin');
  expect(await readLastRun({ ...stranger, now: watched.now() })).toMatchObject({ at: null });
});

it('tells scrapes of it by the lab alone', async () => {
  const watched = await makeWatchedLab();
  const ctx = await watched.ctxFor('viewer');
  const scraped = async () => {
    const registry = new Registry();
    await addEvaluationMetrics(ctx, registry);
    return registry.metrics();
  };
  expect((await scraped()).trim()).toBe('');
  const bad = await watched.rule({ name: 'Bad', kind: 'device' });
  watched.failing.add(bad);
  await watched.after(0);
  const labels = `{lab="${ctx.lab.slug}"}`;
  await unboundDb().alertRun.update({
    where: { labId: ctx.lab.id },
    data: { at: new Date(Date.now() - 90_000), durationMs: 1_250 },
  });
  const text = await scraped();
  expect(text).toContain(`benchwatch_alert_evaluation_duration_seconds${labels} 1.25`);
  expect(text).toContain(`benchwatch_alert_rules_failing${labels} 1`);
  const age = Number(/age_seconds\{.*\} ([\d.]+)/.exec(text)?.[1]);
  expect(age).toBeGreaterThanOrEqual(90);
  expect(age).toBeLessThan(150);
});
