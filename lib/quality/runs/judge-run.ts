import type { Ctx } from '@/lib/platform/context';
import type { QualityRun } from '@/lib/platform/db/generated/client';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { log } from '@/lib/platform/log';
import { runInThread } from '@/lib/platform/threads/run-in-thread';
import { endRun, type RunEnding } from './end-run';
import { judgeContext } from './judge-context';
import { JudgeAnswer, JudgeSaid, type JudgeErrand } from './judge-thread';
import type { LabScope } from './lab-tables';
import { ARRAYS_MB, TOO_MUCH_MEMORY } from './memory-of-run';
import { ourFault } from './our-fault';
import { StoredRules } from './stored-rules';

/** A run that ends its worker, or fails for no reason of its own, so often is given up. */
const MAX_ATTEMPTS = 3;
/** What a run may take of memory beside typed arrays and buffers. */
const HEAP_MB = 512;
const LOOK_EVERY_MS = 1_000;
const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';

/** Begins it, or begins it again: what an earlier attempt wrote is forgotten. Null where it ended. */
async function begin(ctx: Ctx, run: QualityRun): Promise<number | null> {
  const attempt = run.attempts + 1;
  const begun = await ctx.db.qualityRun.updateMany({
    where: { id: run.id, status: { in: ['queued', 'running'] }, attempts: run.attempts },
    data: {
      status: 'running',
      attempts: attempt,
      startedAt: run.startedAt ?? new Date(),
      rowsDone: 0,
      rowsTotal: null,
    },
  });
  if (begun.count === 0) return null;
  await ctx.db.qualityViolation.deleteMany({ where: { runId: run.id } });
  return attempt;
}

async function scopeOf(ctx: Ctx, run: QualityRun): Promise<LabScope> {
  if (run.importId !== null) {
    const record = await ctx.db.import.findFirstOrThrow({
      where: { id: run.importId },
      select: { startedAt: true, finishedAt: true, createdAt: true },
    });
    const { startedAt, finishedAt, createdAt } = record;
    const began = startedAt ?? createdAt;
    return { kind: 'import', importId: run.importId, began, ended: finishedAt ?? ctx.now };
  }
  if (run.from === null || run.to === null) throw new Error('A run has neither file nor period');
  return { kind: 'period', from: run.from, to: run.to };
}

/**
 * Tells how far it is, and looks whether it is still wanted: whoever cancels a run, or begins it
 * anew, ends it here.
 */
function keepLooking(ctx: Ctx, runId: string, attempt: number, unwanted: () => void) {
  let far: JudgeSaid = { rows: 0, total: null };
  let told: JudgeSaid = far;
  let looking: Promise<void> = Promise.resolve();
  const look = async () => {
    const now = far;
    const data = { rowsDone: now.rows, rowsTotal: now.total };
    const where = { id: runId, status: 'running', attempts: attempt } as const;
    const running = await ctx.db.qualityRun.updateMany({ where, data });
    if (running.count === 0) unwanted();
    else if (now.rows !== told.rows) {
      const event = { entity: 'quality', entityId: runId, version: now.rows } as const;
      await emitLiveEvent(ctx.db, ctx.lab.id, event);
    }
    told = now;
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch((error: unknown) => {
      log.warn({ err: error, run: runId }, 'a run could not be looked after');
    });
  }, LOOK_EVERY_MS);
  return {
    said: (said: JudgeSaid) => {
      far = said;
    },
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/**
 * Judges a run in a thread of its own, to its end: finished, failed with a reason, or cancelled
 * meanwhile. Told to stop, or where its lock is lost, it is left to be begun again. Errors of the
 * database are thrown.
 */
export async function judgeRun(
  ctx: Ctx,
  run: QualityRun,
  stopping: AbortSignal,
  lost: AbortSignal,
): Promise<void> {
  if (run.attempts >= MAX_ATTEMPTS) {
    const ended = `Its worker ended ${MAX_ATTEMPTS} times while it was judged.`;
    const failure = ourFault(ended, run.requestId);
    await endRun(ctx, run.id, { status: 'failed', failure });
    return;
  }
  const attempt = await begin(ctx, run);
  if (attempt === null) return;
  const { rules, notes } = StoredRules.parse(run.rules);
  const errand: JudgeErrand = {
    labId: run.labId,
    runId: run.id,
    source:
      run.source === 'csv' ? { kind: 'csv' } : { kind: 'lab', scope: await scopeOf(ctx, run) },
    rules,
    context: await judgeContext(ctx),
    arraysMb: ARRAYS_MB,
  };
  const cancelled = new AbortController();
  const looking = keepLooking(ctx, run.id, attempt, () => cancelled.abort());
  let ending: RunEnding;
  try {
    const answer = await runInThread(new URL('./judge-thread.ts', import.meta.url), errand, {
      said: looking.said,
      signal: AbortSignal.any([stopping, lost, cancelled.signal]),
      maxHeapMb: HEAP_MB,
      parseSaid: JudgeSaid,
      parseAnswer: JudgeAnswer,
    });
    ending =
      'unreadable' in answer
        ? { status: 'failed', failure: answer.unreadable }
        : {
            status: 'finished',
            judgement: answer.judgement,
            rules: { rules: answer.rules, notes },
          };
  } catch (error) {
    await looking.stop();
    if (cancelled.signal.aborted || lost.aborted) return;
    if (stopping.aborted) {
      // Stopped in good order, which is no fault of the run.
      const where = { id: run.id, status: 'running', attempts: attempt } as const;
      await ctx.db.qualityRun.updateMany({
        where,
        data: { status: 'queued', attempts: attempt - 1 },
      });
      return;
    }
    log.error({ err: error, request_id: run.requestId, run: run.id }, 'a run stopped');
    const outOfMemory = codeOf(error) === OUT_OF_MEMORY;
    if (!outOfMemory && attempt < MAX_ATTEMPTS) throw error;
    const failure = outOfMemory
      ? TOO_MUCH_MEMORY
      : ourFault('Something went wrong on our side.', run.requestId);
    ending = { status: 'failed', failure };
  }
  await looking.stop();
  await endRun(ctx, run.id, ending, attempt);
}
