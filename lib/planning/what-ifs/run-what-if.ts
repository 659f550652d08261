import type { Ctx } from '@/lib/platform/context';
import type { WhatIf } from '@/lib/platform/db/generated/client';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { log } from '@/lib/platform/log';
import { runInThread } from '@/lib/platform/threads/run-in-thread';
import { z } from 'zod';
import { judgeForecast } from '../back-test/judge-forecast';
import { SimulationAnswer } from '../forecast';
import { checkOf } from './check-of';
import { endWhatIf } from './end-what-if';
import { StoredQuestion, type StoredAnswer } from './stored';

/** A what-if that ends its worker, or fails for no reason of its own, so often is given up. */
const MAX_ATTEMPTS = 3;
/** What a simulation may take of memory beside typed arrays. */
const HEAP_MB = 512;
const LOOK_EVERY_MS = 800;
/** Progress is written so often at most. */
const TELL_EVERY_MS = 1_000;
const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';

/** Begins it, or begins it anew; null where it ended, or another worker was first. */
async function begin(ctx: Ctx, row: WhatIf): Promise<number | null> {
  const attempt = row.attempts + 1;
  const { count } = await ctx.db.whatIf.updateMany({
    where: { id: row.id, status: { in: ['queued', 'running'] }, attempts: row.attempts },
    data: {
      status: 'running',
      attempts: attempt,
      progress: 0,
      startedAt: row.startedAt ?? new Date(),
    },
  });
  return count === 1 ? attempt : null;
}

/** Tells how far it is, and looks whether it is still wanted. */
function keepLooking(ctx: Ctx, id: string, attempt: number, unwanted: () => void) {
  let [far, told, toldAt] = [0, 0, 0];
  let looking: Promise<void> = Promise.resolve();
  const where = { id, status: 'running', attempts: attempt } as const;
  const look = async () => {
    const [now, progress] = [Date.now(), far];
    if (progress === told || now - toldAt < TELL_EVERY_MS) {
      if ((await ctx.db.whatIf.count({ where })) === 0) unwanted();
      return;
    }
    [told, toldAt] = [progress, now];
    const { count } = await ctx.db.whatIf.updateMany({ where, data: { progress } });
    if (count === 0) unwanted();
    else {
      const version = Math.floor(progress * 1000);
      await emitLiveEvent(ctx.db, ctx.lab.id, { entity: 'what_if', entityId: id, version });
    }
  };
  const timer = setInterval(() => {
    looking = looking.then(look).catch((error: unknown) => {
      log.warn({ err: error, what_if: id }, 'a what-if could not be looked after');
    });
  }, LOOK_EVERY_MS);
  return {
    said: (share: number) => {
      far = Math.min(1, Math.max(0, share));
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

function answerOf({ fit, came }: StoredQuestion, simulated: SimulationAnswer): StoredAnswer {
  return {
    simulated,
    check: checkOf(fit, simulated),
    back_test: came && judgeForecast(came, simulated),
  };
}

/**
 * Simulates a what-if in a thread of its own, to its end: finished, failed with a reason, or cancelled
 * meanwhile. Told to stop, or where its lock is lost, it is left to be begun anew. Errors of the
 * database are thrown.
 */
export async function runWhatIf(
  ctx: Ctx,
  row: WhatIf,
  stopping: AbortSignal,
  lost: AbortSignal,
): Promise<void> {
  const quote = `Quote request ${row.requestId} when you report it.`;
  if (row.attempts >= MAX_ATTEMPTS) {
    const failure = `Its worker ended ${MAX_ATTEMPTS} times while it was simulated. ${quote}`;
    await endWhatIf(ctx, row.id, { status: 'failed', failure });
    return;
  }
  const attempt = await begin(ctx, row);
  if (attempt === null) return;
  const question = StoredQuestion.parse(row.question);
  const unwanted = new AbortController();
  const looking = keepLooking(ctx, row.id, attempt, () => unwanted.abort());
  let simulated: SimulationAnswer;
  try {
    simulated = await runInThread(
      new URL('../simulation/simulate-thread.ts', import.meta.url),
      question.simulation,
      {
        said: looking.said,
        signal: AbortSignal.any([stopping, lost, unwanted.signal]),
        maxHeapMb: HEAP_MB,
        parseSaid: z.number(),
        parseAnswer: SimulationAnswer,
      },
    );
    await looking.stop();
  } catch (error) {
    await looking.stop();
    if (unwanted.signal.aborted || lost.aborted) return;
    if (stopping.aborted) {
      // Stopped in good order, which is no fault of the what-if.
      await ctx.db.whatIf.updateMany({
        where: { id: row.id, status: 'running', attempts: attempt },
        data: { status: 'queued', attempts: attempt - 1, progress: 0 },
      });
      return;
    }
    log.error({ err: error, request_id: row.requestId, what_if: row.id }, 'a what-if stopped');
    const tooMuch = codeOf(error) === OUT_OF_MEMORY || error instanceof RangeError;
    if (!tooMuch && attempt < MAX_ATTEMPTS) throw error;
    const failure = tooMuch
      ? 'This is more than can be simulated. Choose fewer runs or scenarios, or a quieter period.'
      : `Something went wrong on our side. ${quote}`;
    await endWhatIf(ctx, row.id, { status: 'failed', failure }, attempt);
    return;
  }
  const answer = answerOf(question, simulated);
  await endWhatIf(ctx, row.id, { status: 'finished', answer }, attempt);
}
