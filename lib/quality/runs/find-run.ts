import type { Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';

const WITH_SET = { include: { ruleSet: { select: { name: true } } } } as const;

export type FoundRun = Prisma.QualityRunGetPayload<typeof WITH_SET>;

/** The run of this id, or 404; an upload that is still coming is none yet. */
export async function findRun(ctx: Ctx, id: string): Promise<FoundRun> {
  const run = isId(id)
    ? await ctx.db.qualityRun.findFirst({
        where: { id, status: { not: 'uploading' } },
        ...WITH_SET,
      })
    : null;
  if (!run) throw notFound('run');
  return run;
}
