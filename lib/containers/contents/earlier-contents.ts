import { authorize, type Ctx } from '@/lib/platform/context';

const AT_MOST = 200;

export type EarlierContent = {
  well: string | null;
  specimen_id: string;
  /** ISO times. */
  from: string;
  until: string;
};

/** What was in a container and is not any more, what left last first; the newest 200. */
export async function earlierContents(
  ctx: Ctx,
  containerId: string,
): Promise<{ rows: EarlierContent[]; more: boolean }> {
  authorize(ctx, 'platform.read');
  const found = await ctx.db.containerContent.findMany({
    where: { containerId, until: { not: null } },
    orderBy: [{ until: 'desc' }, { id: 'desc' }],
    take: AT_MOST + 1,
    select: { well: true, from: true, until: true, specimen: { select: { number: true } } },
  });
  const rows = found.slice(0, AT_MOST).map(({ well, from, until, specimen }) => ({
    well,
    specimen_id: specimen.number,
    from: from.toISOString(),
    until: (until ?? from).toISOString(),
  }));
  return { rows, more: found.length > AT_MOST };
}
