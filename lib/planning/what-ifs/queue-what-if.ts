import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { addJob } from '@/lib/platform/jobs/add-job';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { StoredQuestion } from './stored';

/** The name of the task in what-if-task.ts. */
export const WHAT_IF_TASK = 'run-what-ifs';

/** Of one lab that may wait or run; whoever asks for more comes later. */
const WAITING_AT_MOST = 20;
const RETRY_SECONDS = 30;

/** Counts one question of a lab after the other, lest many at once all find room for one. */
async function refuseIfManyWait(tx: LabTx, labId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('what-ifs ' || ${labId}, 0))`;
  const waiting = await tx.whatIf.count({ where: { status: { in: ['queued', 'running'] } } });
  if (waiting < WAITING_AT_MOST) return;
  throw new AppError(
    'too_many_requests',
    `${waiting} what-ifs of this lab wait already; try again when some have ended, or cancel some.`,
    { retryAfterSeconds: RETRY_SECONDS },
  );
}

type Asked = { name: string; from: Date; to: Date; question: StoredQuestion };

/** Keeps a question and puts the worker on to it. */
export async function queueWhatIf(
  ctx: Ctx,
  { name, from, to, question }: Asked,
): Promise<{ id: string }> {
  const id = newId();
  await ctx.db.$transaction(async (tx) => {
    await refuseIfManyWait(tx, ctx.lab.id);
    await tx.whatIf.create({
      data: {
        id,
        labId: ctx.lab.id,
        name,
        from,
        to,
        question,
        ...actorColumns(ctx.actor),
        requestId: ctx.requestId,
      },
    });
    await recordAuditEvent(tx, ctx, {
      action: 'what_if.create',
      entity: 'what_if',
      entityId: id,
      after: {
        kind: question.kind,
        name,
        from: from.toISOString(),
        to: to.toISOString(),
        scenarios: question.simulation.scenarios,
        edited: question.fit.groups.flatMap((group) => (group.edited ? [group.name] : [])),
        seed: question.simulation.seed,
        runs: question.simulation.runs,
      },
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'what_if', entityId: id, version: 0 });
    await addJob(tx, WHAT_IF_TASK, {});
  });
  return { id };
}
