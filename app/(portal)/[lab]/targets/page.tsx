import type { Metadata } from 'next';
import { RulesHeader } from '@/components/labs/rules-tabs';
import { TargetTable } from '@/components/labs/targets/target-table';
import { pageCtx } from '@/lib/entry/page';
import { TargetsQuery, type TargetVersion, type VersionStatus } from '@/lib/labs/targets/contract';
import { listTargets } from '@/lib/labs/targets/list-targets';
import { targetChoices } from '@/lib/labs/targets/target-choices';
import { actorMay } from '@/lib/platform/access/permissions';
import type { Ctx } from '@/lib/platform/context';
import { addTarget, dropTarget, editTarget } from './actions';

export const metadata: Metadata = { title: 'Targets' };

/** Every version of a status, however many pages they are. */
async function versions(ctx: Ctx, status: VersionStatus): Promise<TargetVersion[]> {
  const found: TargetVersion[] = [];
  let cursor: string | undefined;
  do {
    const page = await listTargets(ctx, TargetsQuery.parse({ status, limit: 500, cursor }));
    found.push(...page.data);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

export default async function TargetsPage({ params }: { params: Promise<{ lab: string }> }) {
  const ctx = await pageCtx((await params).lab);
  const [inForce, future, past, choices] = await Promise.all([
    versions(ctx, 'in_force'),
    versions(ctx, 'future'),
    versions(ctx, 'past'),
    targetChoices(ctx),
  ]);
  const may = actorMay(ctx.actor, 'targets.write');
  return (
    <div className="space-y-5">
      <RulesHeader labSlug={ctx.lab.slug} current="targets" />
      <TargetTable
        labSlug={ctx.lab.slug}
        timeZone={ctx.lab.timeZone}
        present={[...inForce, ...future]}
        past={past}
        choices={choices}
        actions={may ? { add: addTarget, change: editTarget, withdraw: dropTarget } : null}
      />
    </div>
  );
}
