'use client';

import { cn } from '@/components/ui/class-names';
import { Checkbox } from '@/components/ui/checkbox';
import { Badge } from '@/components/ui/badge';
import { StateBadge } from '@/components/ui/state-badge';
import { Due } from '@/components/specimens/due';
import type { Specimen, TestWithResults } from '@/lib/specimens/contract';
import { dueStatus } from '@/lib/specimens/due-status';
import { newestRuns, newestRunsFirst } from '@/lib/specimens/newest-runs';
import type { Bench } from './bench-context';
import { stateLabel } from './use-take-action';

/** The tests of a specimen, each to be ticked: what is ticked is acted on, nothing ticked is the tube. */
export function BenchTests({
  bench,
  specimen,
  chosen,
  now,
  onChoose,
}: {
  bench: Bench;
  specimen: Specimen;
  /** Codes of assays. */
  chosen: readonly string[];
  now: Date;
  onChoose: (chosen: string[]) => void;
}) {
  const newest = newestRuns(specimen.tests);
  const toggle = (assay: string, on: boolean) =>
    onChoose(on ? [...chosen, assay] : chosen.filter((each) => each !== assay));
  return (
    <ul aria-label="Tests" className="divide-y border-y">
      {newestRunsFirst(specimen.tests).map((test) => (
        <li
          key={`${test.assay} ${test.run}`}
          className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2.5"
        >
          {newest.includes(test) && specimen.tests.length > 1 ? (
            <Checkbox
              className="min-w-0 grow basis-56"
              checked={chosen.includes(test.assay)}
              onCheckedChange={(on) => toggle(test.assay, on)}
              label={<TestName test={test} />}
            />
          ) : (
            <span
              className={cn(
                'min-w-0 grow basis-56 text-sm',
                // In line with the names beside the boxes.
                specimen.tests.length > 1 && 'pl-7.5 max-md:pl-8.5',
              )}
            >
              <TestName test={test} />
            </span>
          )}
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-dense">
            {test.corrected ? <Badge tone="warning">Corrected</Badge> : null}
            <span className="text-muted">
              {resultsText(test.results.length)}
              {test.device === null ? '' : ` · ${test.device}`}
              {test.error_code === null ? '' : ` · ${test.error_code}`}
            </span>
            <span className="md:min-w-24 md:text-right">
              <Due
                status={dueStatus(
                  {
                    due_at: test.due_at,
                    late: test.late,
                    open: isOpen(bench, test.state),
                    ended_at: test.milestones.released,
                  },
                  now,
                )}
                dueAt={test.due_at}
                timeZone={bench.timeZone}
              />
            </span>
            <span className="min-w-24">
              <StateBadge state={test.state} label={stateLabel(bench, test.state)} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function TestName({ test }: { test: TestWithResults }) {
  return (
    <>
      <span className="font-mono font-medium">{test.assay}</span>
      {test.assay_name === test.assay ? null : (
        <span className="text-muted"> {test.assay_name}</span>
      )}
      {test.run > 1 ? <span className="font-medium"> · run {test.run}</span> : null}
    </>
  );
}

function resultsText(count: number): string {
  if (count === 0) return 'No results';
  return count === 1 ? '1 result' : `${count} results`;
}

/** Whether work on a test in this state goes on. */
export function isOpen(bench: Bench, state: string): boolean {
  return bench.options.states.find(({ key }) => key === state)?.kind === 'open';
}
