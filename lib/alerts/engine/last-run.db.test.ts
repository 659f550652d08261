import { expect, it } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { finding } from './testing-engine';
import { makeWatchedLab } from './testing-evaluation';
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
