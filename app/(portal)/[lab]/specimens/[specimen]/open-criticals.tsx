import { CriticalBanner } from '@/components/results/critical-banner';
import type { PageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { CriticalsQuery } from '@/lib/results/contract';
import { criticalMinutesOf, listCriticals } from '@/lib/results/list-criticals';
import { callCriticalAction, closeCriticalAction } from '../../criticals/actions';

/** The criticals of a specimen that wait for their call. */
export async function OpenCriticals({ ctx, number }: { ctx: PageCtx; number: string }) {
  const [{ data }, limitMinutes] = await Promise.all([
    listCriticals(ctx, CriticalsQuery.parse({ specimen_id: number })),
    criticalMinutesOf(ctx),
  ]);
  return (
    <CriticalBanner
      criticals={data}
      context={{
        labSlug: ctx.lab.slug,
        timeZone: ctx.lab.timeZone,
        limitMinutes,
        call: actorMay(ctx.actor, 'criticals.call') ? callCriticalAction : null,
        close: actorMay(ctx.actor, 'criticals.close') ? closeCriticalAction : null,
      }}
    />
  );
}
