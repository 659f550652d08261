import type { Metadata } from 'next';
import { FOUR_EYES, PUBLISH_FOLLOWS_VERIFY } from '@/components/labs/setting-words';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { DiagramLegend } from '@/components/workflow/diagram-legend';
import { RulesTable } from '@/components/workflow/rules-table';
import { WorkflowDiagram } from '@/components/workflow/workflow-diagram';
import { pageCtx } from '@/lib/entry/page';
import { readLabProfile } from '@/lib/labs/profile/read-lab-profile';
import { ruleGroups } from '@/lib/labs/workflow/rule-groups';
import { actorMay } from '@/lib/platform/access/permissions';
import { readWorkflow } from '@/lib/specimens/read-workflow';
import { allowedOnAny } from '@/lib/specimens/workflow';

export const metadata: Metadata = { title: 'Workflow' };

const onOrOff = (on: boolean) => (on ? 'On' : 'Off');

/** The workflow for everybody to read. */
export default async function WorkflowPage({ params }: { params: Promise<{ lab: string }> }) {
  const ctx = await pageCtx((await params).lab);
  const [{ states, transitions }, profile] = await Promise.all([
    readWorkflow(ctx),
    readLabProfile(ctx),
  ]);
  const groups = ruleGroups(
    transitions,
    allowedOnAny([transitions.map(({ action }) => action)]),
    states.map(({ key }) => key),
  );
  return (
    <div className="space-y-5">
      <PageHeader
        title="Workflow"
        description="How a test goes from its order to its report, who may move it, and what that takes."
        actions={
          actorMay(ctx.actor, 'workflow.write') ? (
            <LinkButton href={`/${ctx.lab.slug}/admin/workflow`}>Edit the workflow</LinkButton>
          ) : undefined
        }
      />
      <Card title="The way of a test" flush footer={<DiagramLegend />}>
        <div className="py-3">
          <WorkflowDiagram states={states} transitions={transitions} />
        </div>
      </Card>
      <Card title="Actions" description="Who may take which, and what it asks for." flush>
        <RulesTable
          groups={groups}
          stateLabels={new Map(states.map(({ key, label }) => [key, label]))}
        />
      </Card>
      <Card title="For the whole lab">
        <DescriptionList
          items={[
            {
              label: FOUR_EYES.label,
              value: `${onOrOff(profile.four_eyes)}. ${FOUR_EYES.hint}`,
            },
            {
              label: PUBLISH_FOLLOWS_VERIFY.label,
              value: `${onOrOff(profile.publish_follows_verify)}. ${PUBLISH_FOLLOWS_VERIFY.hint}`,
            },
          ]}
        />
      </Card>
    </div>
  );
}
