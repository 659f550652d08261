import type { BoxData, ChartTable } from '@/lib/metrics/chart-data';
import { box, percentile } from '@/lib/metrics/percentiles';
import { durationText } from '@/lib/specimens/duration-text';
import type { ProcessVersion } from './process-versions';

/** More boxes than that say less. */
const VERSIONS_AT_MOST = 8;
const OUTLIERS_AT_MOST = 200;

type Version = Pick<ProcessVersion, 'uuid' | 'version' | 'seconds'>;

const minutesOf = ({ seconds }: Version) => seconds.map((one) => one / 60);

const text = (minutes: number | null) => (minutes === null ? null : durationText(minutes));

/** The median of finished experiments in seconds (percentile of type 7), or null of none. */
export function typicalSeconds({ seconds }: Pick<Version, 'seconds'>): number | null {
  return percentile(seconds, 0.5);
}

/**
 * How long finished experiments of a version took, beside the versions before it that have any: the
 * boxes in minutes, oldest first, and the table behind them. `versions` come newest first.
 */
export function durationsByVersion(
  versions: readonly Version[],
  present: number,
): { data: BoxData; table: ChartTable; n: number } {
  const shown = versions
    .filter(({ version, seconds }) => version <= present && seconds.length > 0)
    .slice(0, VERSIONS_AT_MOST)
    .toReversed();
  const groups = shown.map((version) => {
    const found = box(minutesOf(version));
    return {
      key: version.uuid,
      label: `Version ${version.version}`,
      n: version.seconds.length,
      box: found && {
        q1: found.q1,
        median: found.median,
        q3: found.q3,
        whisker_low: found.whiskerLow,
        whisker_high: found.whiskerHigh,
        outliers: found.outlierValues.length,
        outlier_values: found.outlierValues.slice(-OUTLIERS_AT_MOST),
      },
    };
  });
  const rows = shown.map((version) => {
    const minutes = minutesOf(version);
    const at = (fraction: number) => text(percentile(minutes, fraction));
    return {
      key: version.uuid,
      cells: [
        `Version ${version.version}`,
        minutes.length,
        at(0),
        at(0.25),
        at(0.5),
        at(0.75),
        at(1),
      ],
    };
  });
  const columns = [
    { label: 'Version' },
    { label: 'n', numeric: true },
    ...['Shortest', 'First quarter', 'Median', 'Third quarter', 'Longest'].map((label) => ({
      label,
      numeric: true,
    })),
  ];
  const own = shown.find(({ version }) => version === present);
  return { data: { groups, unit: 'min' }, table: { columns, rows }, n: own?.seconds.length ?? 0 };
}
