import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabProfile } from './contract';
import { labProfileOf } from './lab-profile';

/** The lab's own settings. */
export async function readLabProfile(ctx: Ctx): Promise<LabProfile> {
  authorize(ctx, 'read');
  return labProfileOf(await ctx.db.lab.findUniqueOrThrow({ where: { id: ctx.lab.id } }));
}
