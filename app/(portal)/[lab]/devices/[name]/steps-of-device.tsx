import { secondsText } from '@/components/devices/seconds-text';
import { StepDurations, StepsByDay } from '@/components/devices/step-charts';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Stat, StatRow } from '@/components/ui/stat';
import type { PageCtx } from '@/lib/entry/page';
import { dayAway, dayOf, windowOfDays } from '@/lib/metrics/turnaround/turnaround-view';
import { stepDurations, stepKinds, stepsByDay } from '@/lib/processes/steps/device-steps';
import { stepStatistics } from '@/lib/processes/steps/step-statistics';

const DAYS = 30;
/** Kinds to choose from; the chosen one is there in any case. */
const OFFERED = 6;

/** What a device did in the last 30 days of the lab: tiles, steps a day, and how long they took. */
export async function StepsOfDevice({
  ctx,
  device,
  fct,
  path,
}: {
  ctx: PageCtx;
  device: string;
  /** The kind that the address asks for. */
  fct: string | undefined;
  path: string;
}) {
  const { timeZone } = ctx.lab;
  const today = dayOf(ctx.now, timeZone);
  const days = Array.from({ length: DAYS }, (_, index) => dayAway(today, index + 1 - DAYS));
  const period = windowOfDays({ from: dayAway(today, 1 - DAYS), to: today }, timeZone);
  const kinds = await stepKinds(ctx, device, period);
  const chosen = kinds.find((kind) => kind.fct === fct) ?? kinds[0];
  if (!chosen) {
    return (
      <Card title="Steps">
        <EmptyState title={`No steps in the last ${DAYS} days`}>
          Steps appear here when an orchestrator records what the device does.
        </EmptyState>
      </Card>
    );
  }
  const [counts, durations, took] = await Promise.all([
    stepsByDay(ctx, device, period),
    stepDurations(ctx, device, chosen.fct, period),
    stepStatistics(ctx, { device, ...period }),
  ]);
  const sum = (of: (kind: (typeof kinds)[number]) => number) =>
    kinds.reduce((total, kind) => total + of(kind), 0);
  const running = sum((kind) => kind.running);
  const failed = sum((kind) => kind.failed);
  const offered = kinds.slice(0, OFFERED);
  const seconds = (value: number | null) => (value === null ? null : secondsText(value));
  return (
    <section aria-label="Steps" className="space-y-5">
      <StatRow>
        <Stat
          label={`Steps in ${DAYS} days`}
          value={sum((kind) => kind.total).toLocaleString('en')}
          sub={running > 0 ? `${running} running` : undefined}
        />
        <Stat label="Average" value={seconds(took.avg_seconds)} n={took.total} nLabel="finished" />
        <Stat label="Shortest" value={seconds(took.min_seconds)} />
        <Stat label="Longest" value={seconds(took.max_seconds)} />
        <Stat
          label="Failed"
          value={failed.toLocaleString('en')}
          tone={failed > 0 ? 'danger' : 'neutral'}
        />
      </StatRow>
      <div className="grid items-start gap-5 xl:grid-cols-2">
        <StepsByDay days={days} counts={counts} />
        <StepDurations
          kinds={offered.includes(chosen) ? offered : [...offered, chosen]}
          chosen={chosen.fct}
          durations={durations}
          hrefOf={(kind) => `${path}?fct=${encodeURIComponent(kind)}#durations`}
        />
      </div>
    </section>
  );
}
