import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { PriorityBadge } from '@/components/ui/priority-badge';
import { StateBadge } from '@/components/ui/state-badge';
import type { TestWithResults } from '@/lib/specimens/contract';
import { dueStatus } from '@/lib/specimens/due-status';
import { Due } from './due';
import { Elapsed } from './elapsed';
import type { ListContext } from './list-columns';
import { MilestoneTimeline } from './milestone-timeline';
import { ResultTable } from './result-table';

/** One test of a specimen: where it stands, its milestones, its results. */
export function TestCard({
  test,
  context,
  menu,
  children,
}: {
  test: TestWithResults;
  context: ListContext;
  /** What may be done to it. */
  menu?: ReactNode;
  /** Stands below its results. */
  children?: ReactNode;
}) {
  const { timeZone, now, openStates, stateLabels } = context;
  const open = !test.voided && openStates.has(test.state);
  const status = dueStatus(
    { due_at: test.due_at, late: test.late, open, ended_at: test.milestones.released },
    now,
  );
  const facts: [string, string | null][] = [
    ['Department', test.department],
    ['Device', test.device],
    ['Operator', test.operator],
    ['Error', test.error_code],
    ['Rejected for', test.rejection_reason],
  ];
  return (
    <Card
      level={3}
      className="break-inside-avoid"
      title={
        <>
          <span className="font-mono">{test.assay}</span>
          {test.assay_name === test.assay ? '' : ` ${test.assay_name}`}
          {test.run > 1 ? ` · run ${test.run}` : ''}
        </>
      }
      actions={
        <>
          {test.corrected ? <Badge tone="warning">Corrected</Badge> : null}
          {test.critical_open ? (
            <Badge tone="danger" icon={<TriangleAlert aria-hidden="true" />}>
              Critical to call
            </Badge>
          ) : null}
          <PriorityBadge priority={test.priority} />
          <StateBadge state={test.state} label={stateLabels.get(test.state)} />
          {menu}
        </>
      }
    >
      <div className="space-y-4">
        {test.retest_of ? (
          <Alert tone="warning" title={`Repeats run ${test.retest_of.run}`}>
            Run {test.run}
            {test.retest_of.reason === null ? '' : `, because: ${test.retest_of.reason}`}
          </Alert>
        ) : null}
        <dl className="flex flex-wrap gap-x-6 gap-y-2 text-dense">
          <Fact label={open ? 'Open for' : 'Turnaround'}>
            <Elapsed
              turnaroundMinutes={test.turnaround_minutes}
              receivedAt={test.milestones.received}
              open={open}
              now={now}
            />
          </Fact>
          <Fact label="Due">
            <Due status={status} dueAt={test.due_at} timeZone={timeZone} />
          </Fact>
          {facts.map(([label, value]) =>
            value === null ? null : (
              <Fact key={label} label={label}>
                {value}
              </Fact>
            ),
          )}
        </dl>
        <MilestoneTimeline milestones={test.milestones} timeZone={timeZone} />
        {test.results.length > 0 ? (
          <div className="-mx-4 border-t last:-mb-4">
            <ResultTable
              label={`Results of ${test.assay}`}
              results={test.results}
              timeZone={timeZone}
            />
          </div>
        ) : null}
        {children}
      </div>
    </Card>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}
