import { ChevronDown } from 'lucide-react';
import { ChartFigure } from '@/components/charts/chart-figure';
import { barName } from '@/components/charts/histogram-option';
import { Button } from '@/components/ui/button';
import { DropdownMenu, MenuLink } from '@/components/ui/dropdown-menu';
import type { StepKindCount } from '@/lib/processes/steps/device-steps';
import type { DurationBars } from '@/lib/processes/steps/duration-bars';

const OTHERS = 'all others';

/** How a day is written under a bar: 21 Nov. */
function dayLabel(day: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`));
}

/** Steps a day by kind, over all days given. */
export function StepsByDay({
  days,
  counts,
}: {
  days: readonly string[];
  counts: readonly { day: string; fct: string | null; count: number }[];
}) {
  const totals = new Map<string | null, number>();
  for (const { fct, count } of counts) totals.set(fct, (totals.get(fct) ?? 0) + count);
  const kinds = [...totals.keys()].toSorted((a, b) =>
    a === null ? 1 : b === null ? -1 : (totals.get(b) ?? 0) - (totals.get(a) ?? 0),
  );
  const at = new Map(counts.map(({ day, fct, count }) => [JSON.stringify([day, fct]), count]));
  const valueOf = (day: string, fct: string | null) => at.get(JSON.stringify([day, fct])) ?? 0;
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <ChartFigure
      title="Steps a day"
      description={`What it began on each of the last ${days.length} days, by kind of step.`}
      n={total}
      nLabel="steps"
      chart={{
        kind: 'bar',
        data: {
          groups: days.map((day) => ({ key: day, label: dayLabel(day) })),
          series: kinds.map((fct) => ({
            name: fct ?? OTHERS,
            values: days.map((day) => valueOf(day, fct)),
          })),
          unit: 'steps',
          stacked: true,
          upright: true,
        },
      }}
      table={{
        columns: [
          { label: 'Day' },
          ...kinds.map((fct) => ({ label: fct ?? OTHERS, numeric: true })),
        ],
        rows: days.map((day) => ({
          key: day,
          cells: [dayLabel(day), ...kinds.map((fct) => valueOf(day, fct))],
        })),
      }}
      empty="No steps in these days."
    />
  );
}

/** How long the steps of one kind took, with links to the other kinds. */
export function StepDurations({
  kinds,
  chosen,
  durations,
  hrefOf,
}: {
  /** The kinds to choose from. */
  kinds: readonly StepKindCount[];
  chosen: string;
  durations: DurationBars | null;
  hrefOf: (fct: string) => string;
}) {
  const others = kinds.filter(({ fct }) => fct !== chosen);
  const bars = durations?.bars ?? [];
  const unit = durations?.unit ?? 's';
  return (
    <div id="durations" className="min-w-0 scroll-mt-20">
      <ChartFigure
        actions={
          others.length === 0 ? undefined : (
            <DropdownMenu
              trigger={
                <Button size="sm" icon={<ChevronDown aria-hidden="true" />}>
                  Another kind
                </Button>
              }
            >
              {others.map(({ fct, total }) => (
                <MenuLink key={fct} href={hrefOf(fct)}>
                  {fct} <span className="text-muted">{total.toLocaleString('en')}</span>
                </MenuLink>
              ))}
            </DropdownMenu>
          )
        }
        title={`How long “${chosen}” takes`}
        description="Of steps that finished well: what estimates go by."
        n={durations?.count ?? 0}
        nLabel="steps"
        chart={{
          kind: 'histogram',
          data: {
            unit,
            name: 'steps',
            width: durations?.width ?? 1,
            bars,
            marks: durations ? [{ label: 'median', value: durations.median }] : [],
          },
        }}
        table={{
          columns: [{ label: 'Took' }, { label: 'Steps', numeric: true }],
          rows: bars.map((bar) => ({
            key: String(bar.from),
            cells: [barName(bar, unit), bar.count],
          })),
        }}
        empty="None of them finished well yet."
      />
    </div>
  );
}
