import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ExternalLink } from 'lucide-react';
import { PageActions } from '@/components/bench/page-actions';
import { ScanGuard } from '@/components/bench/scan-guard';
import { TestActions } from '@/components/bench/test-actions';
import { Follow } from '@/components/live/follow';
import { specimenHref } from '@/components/specimens/addresses';
import { Due } from '@/components/specimens/due';
import { Elapsed } from '@/components/specimens/elapsed';
import { HistoryTimeline } from '@/components/specimens/history-timeline';
import type { ListContext } from '@/components/specimens/list-columns';
import { NotesCard } from '@/components/specimens/notes-card';
import { TestCard } from '@/components/specimens/test-card';
import { Badge } from '@/components/ui/badge';
import { buttonStyle } from '@/components/ui/button-style';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { DescriptionList } from '@/components/ui/description-list';
import { EmptyState } from '@/components/ui/empty-state';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { PriorityBadge } from '@/components/ui/priority-badge';
import { StateBadge } from '@/components/ui/state-badge';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { AppError } from '@/lib/platform/errors';
import { dueStatus } from '@/lib/specimens/due-status';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { lisLink } from '@/lib/specimens/lis-link';
import { newestRuns, newestRunsFirst } from '@/lib/specimens/newest-runs';
import { readSpecimen } from '@/lib/specimens/read-specimen';
import { specimenHistory } from '@/lib/specimens/specimen-history';
import { benchOf } from '../../bench/bench-of';
import { transitionSpecimenAction } from '../actions';
import { leaveNoteAction } from './actions';
import { MoreMenu } from './more-menu';
import { OpenCriticals } from './open-criticals';
import { TestResults } from './test-results';
import { WhatWaits } from './what-waits';
import { WhereItIs } from './where-it-is';

type Props = { params: Promise<{ lab: string; specimen: string }> };

/** The number in the address, as it stands on the label. */
async function numberOf({ params }: Props): Promise<string> {
  const { specimen } = await params;
  try {
    return decodeURIComponent(specimen);
  } catch {
    notFound();
  }
}

/** All the page shows; a number this lab does not have is not found. */
async function load(labSlug: string, number: string) {
  const ctx = await pageCtx(labSlug);
  try {
    const [specimen, history, rules] = await Promise.all([
      readSpecimen(ctx, number),
      specimenHistory(ctx, number, { limit: 500 }),
      readLabRules(ctx),
    ]);
    return { ctx, specimen, history, rules, bench: await benchOf(ctx, rules) };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: await numberOf(props) };
}

export default async function SpecimenPage(props: Props) {
  const { lab: labSlug } = await props.params;
  const { ctx, specimen, history, rules, bench } = await load(labSlug, await numberOf(props));
  const { timeZone } = ctx.lab;
  const mayMove = actorMay(ctx.actor, 'tests.move');
  const newest = newestRuns(specimen.tests);
  const stateLabels = new Map(rules.states.map(({ key, label }) => [key, label]));
  const openStates = new Set(
    rules.states.filter(({ kind }) => kind === 'open').map(({ key }) => key),
  );
  const context: ListContext = { labSlug, timeZone, now: ctx.now, stateLabels, openStates };
  const open = !specimen.voided && openStates.has(specimen.state);
  const status = dueStatus(
    {
      due_at: specimen.due_at,
      late: specimen.late,
      open,
      ended_at: specimen.milestones.released,
    },
    ctx.now,
  );
  const relatives = [
    ...(specimen.parent
      ? [{ label: `Is ${relationText(specimen.parent.relation)} of`, of: [specimen.parent] }]
      : []),
    ...(specimen.children.length > 0 ? [{ label: 'Made from it', of: specimen.children }] : []),
  ];
  return (
    <div className="space-y-5">
      <Follow kinds={['specimen']} entity={specimen.specimen_id} />
      <ScanGuard find={`/${labSlug}/specimens/+find`} />
      <PageHeader
        crumbs={[{ label: 'Specimens', href: `/${labSlug}/specimens` }]}
        title={
          <span className="inline-flex flex-wrap items-center gap-x-2">
            <span className="font-mono break-all">{specimen.specimen_id}</span>
            <span className="print:hidden">
              <CopyButton value={specimen.specimen_id} label="Copy the number" />
            </span>
          </span>
        }
        actions={
          <>
            {rules.lisLinkTemplate === null ? null : (
              <a
                href={lisLink(rules.lisLinkTemplate, specimen.specimen_id)}
                target="_blank"
                rel="noreferrer"
                className={buttonStyle('secondary')}
              >
                <ExternalLink aria-hidden="true" />
                Open in the LIS
              </a>
            )}
            <MoreMenu ctx={ctx} specimen={specimen} />
          </>
        }
      />
      <OpenCriticals ctx={ctx} number={specimen.specimen_id} />
      <WhatWaits ctx={ctx} number={specimen.specimen_id} />
      {mayMove ? (
        <PageActions bench={bench} act={transitionSpecimenAction} specimen={specimen} />
      ) : null}
      <Card>
        <DescriptionList
          columns={3}
          items={[
            {
              label: 'State',
              value: specimen.voided ? (
                <Badge>Voided</Badge>
              ) : (
                <StateBadge state={specimen.state} label={stateLabels.get(specimen.state)} />
              ),
            },
            { label: 'Priority', value: <PriorityBadge priority={specimen.priority} /> },
            {
              label: 'Due',
              value: <Due status={status} dueAt={specimen.due_at} timeZone={timeZone} />,
            },
            {
              label: open ? 'Open for' : 'Turnaround',
              value: (
                <Elapsed
                  turnaroundMinutes={specimen.turnaround_minutes}
                  receivedAt={specimen.milestones.received}
                  open={open}
                  now={ctx.now}
                />
              ),
            },
            { label: 'Type', value: specimen.specimen_type },
            { label: 'Location', value: specimen.location },
            {
              label: 'Collected',
              value: <LabTime time={specimen.milestones.collected} timeZone={timeZone} />,
            },
            {
              label: 'Received',
              value: <LabTime time={specimen.milestones.received} timeZone={timeZone} />,
            },
            {
              label: 'Released',
              value: <LabTime time={specimen.milestones.released} timeZone={timeZone} />,
            },
            ...(specimen.rejection_reason === null
              ? []
              : [{ label: 'Rejected for', value: specimen.rejection_reason }]),
            ...relatives.map(({ label, of }) => ({
              label,
              value: of.map((relative, index) => (
                <span key={relative.specimen_id}>
                  {index > 0 ? ', ' : ''}
                  <TextLink
                    href={specimenHref(labSlug, relative.specimen_id)}
                    className="font-mono"
                  >
                    {relative.specimen_id}
                  </TextLink>
                </span>
              )),
            })),
          ]}
        />
      </Card>
      <WhereItIs ctx={ctx} specimen={specimen} />
      <section aria-labelledby="tests" className="space-y-3">
        <h2 id="tests" className="text-base font-semibold">
          {specimen.tests.length === 1 ? '1 test' : `${specimen.tests.length} tests`}
        </h2>
        {specimen.tests.length === 0 ? (
          <Card>
            <EmptyState title="No tests yet">
              Nothing was ordered on this specimen so far.
            </EmptyState>
          </Card>
        ) : (
          newestRunsFirst(specimen.tests).map((test) => (
            <TestCard
              key={`${test.assay} ${test.run}`}
              test={test}
              context={context}
              menu={
                mayMove && !specimen.voided && newest.includes(test) ? (
                  <TestActions
                    bench={bench}
                    act={transitionSpecimenAction}
                    test={test}
                    version={specimen.version}
                  />
                ) : null
              }
            >
              <TestResults ctx={ctx} test={test} />
            </TestCard>
          ))
        )}
      </section>
      <NotesCard
        labSlug={labSlug}
        timeZone={timeZone}
        specimen={specimen}
        leave={actorMay(ctx.actor, 'notes.write') ? leaveNoteAction : null}
      />
      <Card
        title="History"
        actions={
          actorMay(ctx.actor, 'audit.read') ? (
            <TextLink
              href={`/${labSlug}/audit?entity_id=${encodeURIComponent(specimen.specimen_id)}`}
              className="print:hidden"
            >
              Audit trail
            </TextLink>
          ) : null
        }
        description={
          history.next_cursor === null ? undefined : 'The first 500 steps; the interface has all.'
        }
      >
        <HistoryTimeline
          entries={history.data}
          labSlug={labSlug}
          timeZone={timeZone}
          stateLabels={stateLabels}
          actionLabels={new Map(rules.transitions.map(({ action, label }) => [action, label]))}
        />
      </Card>
    </div>
  );
}

function relationText(relation: 'aliquot' | 'recollection'): string {
  return relation === 'aliquot' ? 'an aliquot' : 'a recollection';
}
