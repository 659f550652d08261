import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { cancelRun } from './cancel-run';
import { readRun } from './read-run';
import { judgeAll, judgeBytes, queueBytes } from './testing-runs';
import { workOffRuns } from './work-off-runs';

const RULES = 'rules: [{ name: Once, type: uniqueness, columns: [specimen_id] }]';
const SMALL = 'specimen_id,status\nS-1,RECEIVED\n';

/** Long enough to be caught at work. */
function longFile(): string {
  const rows = Array.from({ length: 600_000 }, (_, n) => `S-${n},RECEIVED,${'x'.repeat(20)}`);
  return ['specimen_id,status,filling', ...rows].join('\n');
}

// Each run begins a thread, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let made: TestLab;
beforeAll(async () => {
  made = await makeTestLab();
});

describe('cancelling a run', () => {
  it('that waits has it never judged', async () => {
    const ctx = await made.ctxFor('viewer');
    const id = await queueBytes(ctx, SMALL, RULES);
    expect((await readRun(ctx, id)).can_cancel).toBe(true);
    expect(await cancelRun(ctx, id)).toMatchObject({ status: 'cancelled', verdict: null });
    await judgeAll();
    expect(await readRun(ctx, id)).toMatchObject({ status: 'cancelled', started_at: null });
    await expect(cancelRun(ctx, id)).rejects.toMatchObject({ code: 'conflict' });
    const told = { entityId: id, action: 'quality_run.cancel' };
    expect(await ctx.db.auditEvent.count({ where: told })).toBe(1);
  });

  it('that is under way ends it where it stands', async () => {
    const ctx = await made.ctxFor('viewer');
    const id = await queueBytes(ctx, longFile(), RULES);
    const working = judgeAll();
    while ((await readRun(ctx, id)).status === 'queued') await delay(20);
    await cancelRun(ctx, id);
    await working;
    expect(await readRun(ctx, id)).toMatchObject({ status: 'cancelled', violations: [] });
    expect(await ctx.db.qualityViolation.count({ where: { runId: id } })).toBe(0);
  });

  it('is for whoever asked, and for supervisors', async () => {
    const ctx = await made.ctxFor('viewer');
    const another = await made.ctxFor('technician');
    const id = await queueBytes(ctx, SMALL, RULES);
    expect((await readRun(another, id)).can_cancel).toBe(false);
    await expect(cancelRun(another, id)).rejects.toMatchObject({ code: 'forbidden' });
    const theirs = await (await makeTestLab()).ctxFor('admin');
    await expect(cancelRun(theirs, id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await cancelRun(await made.ctxFor('supervisor'), id)).toMatchObject({
      status: 'cancelled',
    });
  });
});

describe('a worker that drains', () => {
  it('leaves its run to the next, without counting against it', async () => {
    const ctx = await made.ctxFor('viewer');
    const id = await queueBytes(ctx, longFile(), RULES);
    const draining = new AbortController();
    const working = workOffRuns(draining.signal);
    while ((await readRun(ctx, id)).status === 'queued') await delay(20);
    draining.abort();
    await working;
    expect(await ctx.db.qualityRun.findFirst({ where: { id } })).toMatchObject({
      status: 'queued',
      attempts: 0,
    });
    await cancelRun(ctx, id);
  });

  it('is not waited for by a short run', async () => {
    const ctx = await made.ctxFor('viewer');
    const long = await queueBytes(ctx, longFile(), RULES);
    const working = judgeAll();
    while ((await readRun(ctx, long)).status === 'queued') await delay(20);
    const short = await queueBytes(ctx, SMALL, RULES);
    await judgeAll();
    while ((await readRun(ctx, short)).finished_at === null) await delay(50);
    expect(await readRun(ctx, short)).toMatchObject({ status: 'finished', verdict: 'pass' });
    await cancelRun(ctx, long);
    await working;
  });

  it('that died three times over a run gives it up', async () => {
    const ctx = await made.ctxFor('viewer');
    const id = await queueBytes(ctx, SMALL, RULES);
    await ctx.db.qualityRun.updateMany({
      where: { id },
      data: { status: 'running', attempts: 3 },
    });
    await judgeAll();
    expect(await readRun(ctx, id)).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('3 times'),
    });
    expect(await judgeBytes(ctx, SMALL, RULES)).toMatchObject({ verdict: 'pass' });
  });
});
