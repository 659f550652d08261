import { setTimeout as delay } from 'node:timers/promises';
import type { Ctx } from '@/lib/platform/context';

const [FIRST_LOOK_MS, LAST_LOOK_MS] = [100, 500];

/** Waits for the end of a run as long as it is worth it; whether it ended. */
export async function awaitRun(
  ctx: Ctx,
  id: string,
  gone: AbortSignal,
  patienceMs: number,
): Promise<boolean> {
  const until = performance.now() + patienceMs;
  let pause = FIRST_LOOK_MS;
  while (!gone.aborted && performance.now() < until) {
    const run = await ctx.db.qualityRun.findFirst({ where: { id }, select: { finishedAt: true } });
    if (run === null || run.finishedAt !== null) return true;
    await delay(pause);
    pause = Math.min(LAST_LOOK_MS, pause * 1.5);
  }
  return false;
}
