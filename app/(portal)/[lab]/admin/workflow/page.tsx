import type { Metadata } from 'next';
import { ReceiptPopover } from '@/components/metrics/receipt-popover';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { AutoverificationCard } from '@/components/workflow/autoverification-card';
import { AutoverificationStats } from '@/components/workflow/autoverification-stats';
import { DiagramLegend } from '@/components/workflow/diagram-legend';
import { StateList } from '@/components/workflow/state-list';
import { WorkflowDiagram } from '@/components/workflow/workflow-diagram';
import { WorkflowRules } from '@/components/workflow/workflow-rules';
import { WorkflowSwitches } from '@/components/workflow/workflow-switches';
import { pageCtx } from '@/lib/entry/page';
import { listAssays } from '@/lib/labs/assays/list-assays';
import { readLabProfile } from '@/lib/labs/profile/read-lab-profile';
import { autoverification } from '@/lib/metrics/autoverification/autoverification';
import { lastDays } from '@/lib/metrics/window';
import { namedListQueryOf } from '@/lib/platform/http/named-list';
import { readWorkflow } from '@/lib/specimens/read-workflow';
import { change } from '../settings/actions';
import { changeRules, renameState } from './actions';

export const metadata: Metadata = { title: 'Workflow' };

const ACTIVE = namedListQueryOf({ active: 'true', limit: 500 });

export default async function WorkflowPage({ params }: { params: Promise<{ lab: string }> }) {
  const ctx = await pageCtx((await params).lab, 'workflow.write');
  const window = lastDays(30, ctx.now);
  const [workflow, profile, share, assays] = await Promise.all([
    readWorkflow(ctx),
    readLabProfile(ctx),
    autoverification(ctx, window),
    listAssays(ctx, ACTIVE),
  ]);
  const { states, transitions } = workflow;
  const { slug } = ctx.lab;
  const asked = { from: window.from.toISOString(), to: window.to.toISOString() };
  const rowsHref = (more: { which?: string; assay?: string }) =>
    `/${slug}/workflow/released?${new URLSearchParams({ ...asked, ...more })}`;
  return (
    <div className="space-y-5">
      <PageHeader
        title="Workflow"
        description="How a test goes from its order to its report, who may move it, and what that takes."
        actions={
          <ReceiptPopover
            receipt={share.receipt}
            answerUrl={`/api/v1/metrics/autoverification?${new URLSearchParams({ ...asked, lab: slug })}`}
          />
        }
      />
      <AutoverificationStats
        answer={share}
        switchedOn={assays.data.filter(({ autoverify }) => autoverify).map(({ code }) => code)}
        rowsHref={(which) => rowsHref({ which })}
      />
      <Card title="The way of a test" flush footer={<DiagramLegend />}>
        <div className="py-3">
          <WorkflowDiagram states={states} transitions={transitions} />
        </div>
      </Card>
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <div className="min-w-0 space-y-5">
          <Card title="For the whole lab" description="Takes effect at once.">
            <WorkflowSwitches labSlug={slug} profile={profile} change={change} />
          </Card>
          <AutoverificationCard
            byAssay={share.by_assay}
            assaysHref={`/${slug}/admin/assays`}
            rowsHref={(assay) => rowsHref({ assay })}
          />
        </div>
        <Card
          title="States"
          description="Which there are comes with Benchwatch; what they are called is yours."
          flush
        >
          <StateList labSlug={slug} states={states} change={renameState} />
        </Card>
      </div>
      <Card
        title="Actions"
        description="Choose one to change what it is called, who may take it and what it asks for."
        flush
      >
        <WorkflowRules
          labSlug={slug}
          states={states}
          transitions={transitions}
          change={changeRules}
        />
      </Card>
    </div>
  );
}
