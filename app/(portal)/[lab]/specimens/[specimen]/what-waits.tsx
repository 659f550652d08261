import { waitingHref } from '@/components/instruments/addresses';
import { Alert } from '@/components/ui/alert';
import { LinkButton } from '@/components/ui/link-button';
import type { PageCtx } from '@/lib/entry/page';
import { ProposalsQuery } from '@/lib/instruments/proposals/contract';
import { listProposals } from '@/lib/instruments/proposals/list-proposals';
import { actorMay } from '@/lib/platform/access/permissions';

/** What instruments proposed for a specimen and nobody decided yet; nothing when there is none. */
export async function WhatWaits({ ctx, number }: { ctx: PageCtx; number: string }) {
  const { data } = await listProposals(ctx, ProposalsQuery.parse({ specimen_id: number }));
  if (data.length === 0) return null;
  const assays = [...new Set(data.flatMap(({ assay }) => assay ?? []))];
  const rejects = data.some(({ kind }) => kind === 'rejection');
  const what = [
    ...(assays.length > 0 ? [`other results of ${assays.join(', ')}`] : []),
    ...(rejects ? ['a reason to reject it'] : []),
  ].join(', and ');
  return (
    <Alert
      tone="warning"
      title={`An instrument sent ${what}`}
      actions={
        <LinkButton href={waitingHref(ctx.lab.slug, number)} size="sm">
          {actorMay(ctx.actor, 'proposals.write') ? 'Look and decide' : 'Look at it'}
        </LinkButton>
      }
    >
      It waits for a supervisor; nothing was changed.
    </Alert>
  );
}
