import { ChartFigure } from '@/components/charts/chart-figure';
import type { ChartTable } from '@/lib/metrics/chart-data';
import type { Estimate, GroupForecast, WholeForecast } from '@/lib/planning/forecast';
import { figuresOf, intervalText } from './estimates';
import { figureText, listed } from './number-text';

/** One line of the pictures: the lab as it stands, or a scenario. */
export type DayLine = { name: string; forecast: WholeForecast | GroupForecast | undefined };

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  key: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));

const timesHundred = ({ mean, low, high }: Estimate): Estimate => ({
  mean: mean * 100,
  low: low === null ? null : low * 100,
  high: high === null ? null : high * 100,
});

type Read = (hour: { queue: Estimate; utilisation: Estimate | null }) => Estimate | null;

function valuesOf({ forecast }: DayLine, read: Read): (Estimate | null)[] {
  const hours = new Map(figuresOf(forecast)?.by_hour_of_day.map((one) => [one.hour, one]));
  return HOURS.map((_, hour) => {
    const found = hours.get(hour);
    return found === undefined ? null : read(found);
  });
}

function Picture({
  title,
  description,
  unit,
  lines,
  read,
}: {
  title: string;
  description: string;
  unit: string;
  lines: readonly DayLine[];
  read: Read;
}) {
  const series = lines
    .filter(({ forecast }) => figuresOf(forecast) !== null)
    .map((line) => ({ name: line.name, values: valuesOf(line, read) }));
  const table: ChartTable = {
    columns: [{ label: 'From' }, ...series.map(({ name }) => ({ label: name, numeric: true }))],
    rows: HOURS.map(({ key, label }, hour) => ({
      key,
      cells: [
        label,
        ...series.map(({ values }) => {
          const found = values[hour];
          if (!found) return null;
          const interval = intervalText(found);
          return `${figureText(found.mean)}${interval === '' ? '' : ` (${interval})`}`;
        }),
      ],
    })),
  };
  const without = lines.filter(({ forecast }) => forecast?.state === 'unstable');
  return (
    <ChartFigure
      title={title}
      description={description}
      chart={{ kind: 'band', data: { points: HOURS, series, unit } }}
      table={table}
      caption={
        without.length > 0
          ? `Unstable, so without a line: ${listed(without.map(({ name }) => name))}.`
          : 'Bands are 95 % intervals over the runs.'
      }
      empty={
        without.length > 0
          ? 'Unstable: there are no figures to draw.'
          : 'Nothing comes to it: there is nothing to draw.'
      }
    />
  );
}

/** How full the machines are and how many tests wait, over the hours of the day. */
export function DayFigures({ of, lines }: { of: string; lines: readonly DayLine[] }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-2">
      <Picture
        title="Utilisation over the day"
        description={`${of}: share of the open machine time at work, by hour of the lab’s clock.`}
        unit="%"
        lines={lines}
        read={({ utilisation }) => (utilisation === null ? null : timesHundred(utilisation))}
      />
      <Picture
        title="Queue over the day"
        description={`${of}: tests waiting for a machine, on average, by hour of the lab’s clock.`}
        unit="tests"
        lines={lines}
        read={({ queue }) => queue}
      />
    </div>
  );
}
