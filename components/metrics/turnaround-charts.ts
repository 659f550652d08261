import type { ChartSpec } from '@/components/charts/chart-spec';
import type { ChartTable } from '@/lib/metrics/chart-data';
import {
  HOUR_BINS,
  WEEKDAYS,
  WEEKS_OF_MONTH,
  type Figure,
  type Group,
  type Histogram,
  type PATTERN_GROUPINGS,
} from '@/lib/metrics/contract';
import { percentile } from '@/lib/metrics/percentiles';
import { LEAST_N, minutesCell, percentText } from './minutes-text';

export type Pattern = (typeof PATTERN_GROUPINGS)[number];
type Chart = { chart: ChartSpec; table: ChartTable };
type Target = { label: string; value: number } | undefined;

function bucketLabel(key: string): string {
  const [year, month, day] = key.split('-').map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1));
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    month: 'short',
    ...(day === undefined ? { year: 'numeric' } : { day: 'numeric' }),
  }).format(date);
}

/** P50 and P90 by bucket over how many there were; every bucket of the period has its place. */
export function trendChart(
  buckets: readonly string[],
  groups: readonly Group[],
  target: Target,
  nLabel: string,
  hrefOf: (key: string) => string,
): Chart {
  const byKey = new Map(groups.map((group) => [group.key, group]));
  const at = buckets.map((key) => ({ key, label: bucketLabel(key), group: byKey.get(key) }));
  const enough = (group: Group | undefined) => (group?.total_specimens ?? 0) >= LEAST_N.p90;
  // Where buckets hold many, one of a few would set the scale for all: the table has it.
  const usual =
    percentile(
      groups.map((group) => group.total_specimens),
      0.5,
    ) ?? 0;
  const drawn = (group: Group | undefined) => usual < LEAST_N.p90 || enough(group);
  return {
    chart: {
      kind: 'line',
      data: {
        unit: 'min',
        buckets: at.map(({ key, label, group }) => ({ key, label, running: group?.running })),
        series: [
          {
            name: 'P50',
            values: at.map(({ group }) => (drawn(group) ? (group?.p50 ?? null) : null)),
          },
          {
            name: 'P90',
            values: at.map(({ group }) => (enough(group) ? (group?.p90 ?? null) : null)),
          },
        ],
        volume: { name: nLabel, values: at.map(({ group }) => group?.total_specimens ?? 0) },
        target,
      },
    },
    table: {
      columns: [
        { label: 'Begins' },
        { label: nLabel, numeric: true },
        { label: 'P50 min', numeric: true },
        { label: 'P90 min', numeric: true },
        { label: 'P99 min', numeric: true },
        { label: 'Within target %', numeric: true },
        { label: 'On time %', numeric: true },
      ],
      rows: at.map(({ key, group }) => ({
        key,
        cells: [
          group?.running ? `${key} (running)` : key,
          group?.total_specimens ?? 0,
          group?.p50 ?? null,
          group?.p90 ?? null,
          group?.p99 ?? null,
          percentText(group?.within_target.percent ?? null),
          percentText(group?.on_time.percent ?? null),
        ],
        href: group && group.total_specimens > 0 ? hrefOf(key) : undefined,
      })),
    },
  };
}

/** How durations are spread, with the median, P90 and the target where they lie. */
export function spreadChart(
  histogram: Histogram,
  whole: Figure,
  target: Target,
  nLabel: string,
): Chart {
  const marks = [
    ...(whole.p50 === null ? [] : [{ label: 'Median', value: whole.p50 }]),
    ...(whole.p90 === null || whole.total_specimens < LEAST_N.p90
      ? []
      : [{ label: 'P90', value: whole.p90 }]),
    ...(target ? [{ label: 'Target', value: target.value, tone: 'danger' as const }] : []),
  ];
  const { width, data } = histogram;
  return {
    chart: { kind: 'histogram', data: { unit: 'min', name: nLabel, width, bars: data, marks } },
    table: {
      columns: [{ label: 'Minutes' }, { label: nLabel, numeric: true }],
      rows: data.map(({ from, to, count }) => ({
        key: String(from),
        cells: [to === null ? `${from} and more` : `${from} to under ${to}`, count],
      })),
    },
  };
}

const SHORT_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const SHORT_HOURS: Record<string, string> = { '<9': '< 9', '>=15': '≥ 15' };

function places(pattern: Pattern, firstWeekday: number): { key: string; label: string }[] {
  if (pattern === 'hour_bin') {
    return HOUR_BINS.map((key) => ({ key, label: SHORT_HOURS[key] ?? `${key}:00` }));
  }
  if (pattern === 'week_of_month') {
    return WEEKS_OF_MONTH.map((key, index) => ({
      key,
      label: key === '5' ? '29–31' : `${index * 7 + 1}–${index * 7 + 7}`,
    }));
  }
  return WEEKDAYS.map((_, index) => {
    const weekday = (firstWeekday - 1 + index) % 7;
    return { key: String(weekday + 1), label: SHORT_DAYS[weekday] ?? '' };
  });
}

/** A box for each weekday, week of the month or hour, those without work left empty. */
export function patternChart(
  pattern: Pattern,
  groups: readonly Group[],
  firstWeekday: number,
  target: Target,
  hrefOf: (key: string) => string,
): Chart {
  const byKey = new Map(groups.map((group) => [group.key, group]));
  const at = places(pattern, firstWeekday).map((place) => ({
    ...place,
    group: byKey.get(place.key),
  }));
  return {
    chart: {
      kind: 'box',
      data: {
        unit: 'min',
        groups: at.map(({ key, label, group }) => ({
          key,
          label,
          n: group?.total_specimens ?? 0,
          box: group?.box ?? null,
        })),
        target,
      },
    },
    table: {
      columns: [
        { label: pattern === 'hour_bin' ? 'Hour' : pattern === 'weekday' ? 'Weekday' : 'Days' },
        { label: 'n', numeric: true },
        { label: 'Lower whisker', numeric: true },
        { label: 'Q1', numeric: true },
        { label: 'Median', numeric: true },
        { label: 'Q3', numeric: true },
        { label: 'Upper whisker', numeric: true },
        { label: 'Outliers', numeric: true },
      ],
      rows: at.map(({ key, label, group }) => ({
        key,
        cells: [
          label,
          group?.total_specimens ?? 0,
          minutesCell(group?.box?.whisker_low ?? null),
          minutesCell(group?.box?.q1 ?? null),
          minutesCell(group?.box?.median ?? null),
          minutesCell(group?.box?.q3 ?? null),
          minutesCell(group?.box?.whisker_high ?? null),
          group?.box?.outliers ?? null,
        ],
        href: group && group.total_specimens > 0 ? hrefOf(key) : undefined,
      })),
    },
  };
}
