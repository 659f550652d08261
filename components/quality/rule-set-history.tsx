import { ChartFigure } from '@/components/charts/chart-figure';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import type { PastRun } from '@/lib/quality/runs/run-history';
import { runHref, runsHref } from './addresses';
import { faultBars } from './fault-charts';
import { VerdictStrip } from './verdict-strip';

/** What came of a rule set over the lab's own data, run by run. */
export function RuleSetHistory({
  labSlug,
  timeZone,
  id,
  name,
  runs,
}: {
  labSlug: string;
  timeZone: string;
  /** To list its runs by; null for the built-in rules. */
  id: string | null;
  name: string;
  runs: readonly PastRun[];
}) {
  if (runs.length === 0) {
    return (
      <Card>
        <EmptyState title="It has not judged the lab’s data yet">
          A run is started by hand, on schedule or after an import; each leaves its verdict here.
        </EmptyState>
      </Card>
    );
  }
  const { chart, table } = faultBars(runs, timeZone, (run) => runHref(labSlug, run.id));
  return (
    <div className="space-y-5">
      <Card
        title={`The last ${runs.length === 1 ? 'run' : `${runs.length} runs`}`}
        description="The newest at the right; each leads to its report."
        actions={
          id === null ? null : (
            <LinkButton size="sm" href={runsHref(labSlug, { rule_set: id })}>
              All its runs
            </LinkButton>
          )
        }
      >
        <VerdictStrip
          runs={runs}
          labSlug={labSlug}
          timeZone={timeZone}
          label={`Last runs of ${name}`}
        />
      </Card>
      <ChartFigure
        title="Rows at fault by run"
        description="Of 1,000 judged, by the severity of the rules they break, those a rule lets pass included. A row that breaks two rules counts twice."
        chart={{ kind: 'bar', data: chart }}
        table={table}
        empty="Only imports were judged, and no period of the lab."
      />
    </div>
  );
}
