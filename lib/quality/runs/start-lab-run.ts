import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { invalidField } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import type { NewLabRun, RunStarted } from '../contract';
import { rulesOfRef } from './choose-rules';
import { queueRun, refuseUnlessRoom } from './queue-run';
import type { ChosenRules } from './stored-rules';

const DAY_MS = 86_400_000;

/** The period a run takes that goes so many days back. */
export function daysBack(to: Date, days: number): { from: Date; to: Date } {
  return { from: new Date(to.getTime() - days * DAY_MS), to };
}

/** Queues a run over the lab's own data, in a transaction at hand. */
export async function queueLabRun(
  tx: LabTx,
  ctx: Pick<Ctx, 'actor' | 'lab' | 'requestId' | 'now'>,
  rules: ChosenRules,
  of:
    | { trigger: 'asked' | 'schedule'; from: Date; to: Date }
    | { trigger: 'import'; importId: string },
): Promise<string> {
  const id = newId();
  await tx.qualityRun.create({
    data: {
      id,
      labId: ctx.lab.id,
      source: 'lab',
      ...of,
      ...rules,
      ...actorColumns(ctx.actor),
      requestId: ctx.requestId,
      createdAt: ctx.now,
    },
  });
  await queueRun(tx, ctx.lab.id, id);
  return id;
}

/** Has the lab's own data judged: by a rule set over its days, unless a period is named. */
export async function startLabRun(ctx: Ctx, given: NewLabRun): Promise<RunStarted> {
  authorize(ctx, 'quality.run');
  const { days, ...rules } = await rulesOfRef(ctx.db, given.rule_set);
  const to = given.to ?? ctx.now;
  const from = given.from ?? daysBack(to, days).from;
  if (from >= to) throw invalidField('from', 'must be before to, which is now where left out');
  const id = await ctx.db.$transaction(async (tx) => {
    await refuseUnlessRoom(tx, ctx.lab.id);
    return queueLabRun(tx, ctx, rules, { trigger: 'asked', from, to });
  });
  return { id, status: 'queued' };
}
