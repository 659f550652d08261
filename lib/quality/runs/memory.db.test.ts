import { beforeAll, expect, it, vi } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { runInThread } from '@/lib/platform/threads/run-in-thread';
import { rulesOfTexts } from './choose-rules';
import { judgeContext } from './judge-context';
import { JudgeAnswer, JudgeSaid, type JudgeErrand } from './judge-thread';
import { TOO_MUCH_MEMORY } from './memory-of-run';
import { queueBytes } from './testing-runs';

const RULES = 'rules: [{ name: Once, type: uniqueness, columns: [specimen_id] }]';
const ROWS = 1_000_000;

// Each run begins a thread, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let ctx: Ctx;
let runId: string;
beforeAll(async () => {
  ctx = await (await makeTestLab()).ctxFor('viewer');
  const rows = Array.from({ length: ROWS }, (_, n) => `S-${n}`);
  runId = await queueBytes(ctx, ['specimen_id', ...rows].join('\n'), RULES);
});

async function judgeWithin(arraysMb: number): Promise<JudgeAnswer> {
  const errand: JudgeErrand = {
    labId: ctx.lab.id,
    runId,
    source: { kind: 'csv' },
    rules: rulesOfTexts({ custom_rules: RULES }).rules.rules,
    context: await judgeContext(ctx),
    arraysMb,
  };
  return runInThread(new URL('./judge-thread.ts', import.meta.url), errand, {
    signal: new AbortController().signal,
    maxHeapMb: 512,
    parseSaid: JudgeSaid,
    parseAnswer: JudgeAnswer,
  });
}

it('a run that would keep more than it may is ended in words', async () => {
  // The arrays of a million rows that differ take 24 MiB, and bytes on their way a few more.
  expect(await judgeWithin(20)).toEqual({ unreadable: TOO_MUCH_MEMORY });
  expect(await judgeWithin(256)).toMatchObject({ judgement: { rows: ROWS, verdict: 'pass' } });
});
