import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError } from '@/lib/platform/errors';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { newId } from '@/lib/platform/ids';
import { rulesOfSet } from './choose-rules';
import type { ChosenRules } from './stored-rules';

type RuleSetRef = { id: string; version: number; name: string };
type Asked =
  { trigger: 'schedule'; from: Date; to: Date } | { trigger: 'import'; importId: string };

/**
 * The rules of a set that runs by itself. What cannot be read any more, by a later version of this
 * portal, say, is a run that failed, where whoever looks will find it; null then.
 */
export async function rulesOrFailedRun(
  tx: LabTx,
  ctx: Pick<Ctx, 'actor' | 'lab' | 'requestId' | 'now'>,
  set: RuleSetRef,
  of: Asked,
): Promise<ChosenRules | null> {
  try {
    return await rulesOfSet(tx, set);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const id = newId();
    await tx.qualityRun.create({
      data: {
        id,
        labId: ctx.lab.id,
        source: 'lab',
        ...of,
        status: 'failed',
        ruleSetId: set.id,
        ruleSetVersion: set.version,
        rulesName: set.name,
        rules: { rules: [], notes: [] },
        failure: `The rules cannot be read: ${error.message}`,
        ...actorColumns(ctx.actor),
        requestId: ctx.requestId,
        createdAt: ctx.now,
        finishedAt: ctx.now,
      },
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'quality', entityId: id, version: 1 });
    return null;
  }
}
