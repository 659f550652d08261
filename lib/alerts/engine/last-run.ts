import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';

/** So long without an evaluation, four in a row left out, and the list can no longer be believed. */
const STALE_MS = 120_000;

const Failures = z.record(z.string(), z.string());

export type LastRun = {
  /** Null where the lab's rules were never evaluated. */
  at: Date | null;
  stale: boolean;
  /** Rules that could not be evaluated then. */
  failures: { id: string; rule: string; reason: string }[];
};

/** When the lab's alert rules were evaluated last, and which of them could not be. */
export async function readLastRun(ctx: Ctx): Promise<LastRun> {
  authorize(ctx, 'read');
  const run = await ctx.db.alertRun.findFirst({ select: { at: true, failures: true } });
  if (run === null) return { at: null, stale: true, failures: [] };
  const failures = Object.entries(Failures.parse(run.failures));
  const rules =
    failures.length === 0
      ? []
      : await ctx.db.alertRule.findMany({
          where: { id: { in: failures.map(([id]) => id) } },
          select: { id: true, name: true },
        });
  const names = new Map(rules.map(({ id, name }) => [id, name]));
  return {
    at: run.at,
    stale: ctx.now.getTime() - run.at.getTime() > STALE_MS,
    failures: failures.map(([id, reason]) => ({ id, rule: names.get(id) ?? id, reason })),
  };
}
