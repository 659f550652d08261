import { actorColumns } from '@/lib/platform/access/actor';
import { actorMay } from '@/lib/platform/access/permissions';
import type { Ctx } from '@/lib/platform/context';
import type { QualityRun } from '@/lib/platform/db/generated/client';

/** Whoever asked for a run may cancel it, and whoever may judge the lab's data any. */
export function mayCancel(
  { actor }: Pick<Ctx, 'actor'>,
  { actorKind, actorId }: Pick<QualityRun, 'actorKind' | 'actorId'>,
): boolean {
  const asker = actorColumns(actor);
  const own = actorId !== null && asker.actorKind === actorKind && asker.actorId === actorId;
  return own || actorMay(actor, 'quality.run');
}
