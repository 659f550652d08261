import type { Metadata } from 'next';
import { StateTableForm } from '@/components/metrics/state-table-form';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { stateTable } from '@/lib/devices/states/change-state-table';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { change } from './actions';

export const metadata: Metadata = { title: 'Device states' };

export default async function DeviceStatesPage({ params }: { params: Promise<{ lab: string }> }) {
  const ctx = await pageCtx((await params).lab);
  const table = await stateTable(ctx);
  return (
    <div className="max-w-2xl space-y-5">
      <PageHeader
        crumbs={[{ label: 'Instruments', href: `/${ctx.lab.slug}/instruments` }]}
        title="What states mean"
        description="What uptime makes of the states that devices report (HL7 table 0365). A state that is not here is unknown."
      />
      <Card>
        <StateTableForm
          key={JSON.stringify(table)}
          labSlug={ctx.lab.slug}
          table={table}
          change={actorMay(ctx.actor, 'lab.write') ? change : undefined}
        />
      </Card>
    </div>
  );
}
