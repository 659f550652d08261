import { labTimeText } from '@/components/ui/lab-time';
import type { BarData, ChartTable, LineData } from '@/lib/metrics/chart-data';
import type { PastRun } from '@/lib/quality/runs/run-history';

/** Lines that can be told apart. */
export const LINES_AT_MOST = 6;

type SetRuns = { name: string; runs: readonly PastRun[] };

const all = (run: PastRun) => run.failed_errors + run.failed_warnings + run.failed_infos;
/** What an import brought is no share of the lab's days. */
const ofPeriods = (runs: readonly PastRun[]) =>
  runs.filter(({ trigger, verdict }) => trigger !== 'import' && verdict !== null);

/** Rows at fault of 1,000 judged, by rule set and day; of several runs of a day the last. */
export function faultTrend(
  sets: readonly SetRuns[],
  timeZone: string,
): { chart: LineData; table: ChartTable } {
  const shown = sets.filter(({ runs }) => ofPeriods(runs).length > 0).slice(0, LINES_AT_MOST);
  const byDay = shown.map(
    ({ runs }) =>
      new Map(ofPeriods(runs).map((run) => [labTimeText(run.at, timeZone, 'day'), run])),
  );
  const times = new Map<string, string>();
  for (const days of byDay) {
    for (const [day, { at }] of days) times.set(day, times.get(day) ?? at);
  }
  const days = [...times].toSorted(([, a], [, b]) => a.localeCompare(b)).map(([day]) => day);
  const value = (run: PastRun | undefined) =>
    run === undefined || run.rows === 0 ? null : (all(run) / run.rows) * 1_000;
  return {
    chart: {
      buckets: days.map((day) => ({ key: day, label: day.replace(/ \d{4}$/, '') })),
      series: shown.map(({ name }, index) => ({
        name,
        values: days.map((day) => value(byDay[index]?.get(day))),
      })),
      unit: 'per 1,000 rows',
    },
    table: {
      columns: [{ label: 'Day' }, ...shown.map(({ name }) => ({ label: name, numeric: true }))],
      rows: days.map((day) => ({
        key: day,
        cells: [day, ...byDay.map((runs) => value(runs.get(day)))],
      })),
    },
  };
}

/** Rows at fault of 1,000 judged by each run of one rule set, by severity of the rules they break. */
export function faultBars(
  runs: readonly PastRun[],
  timeZone: string,
  hrefOf: (run: PastRun) => string,
): { chart: BarData; table: ChartTable } {
  const shown = ofPeriods(runs);
  const moment = (run: PastRun) => labTimeText(run.at, timeZone);
  const values = (of: (run: PastRun) => number) =>
    shown.map((run) => (run.rows === 0 ? null : (of(run) / run.rows) * 1_000));
  return {
    chart: {
      groups: shown.map((run) => ({
        key: run.id,
        label: moment(run).replace(/ \d{4}/, ''),
        n: run.rows,
      })),
      series: [
        { name: 'ERROR', values: values((run) => run.failed_errors) },
        { name: 'WARNING', values: values((run) => run.failed_warnings) },
        { name: 'INFO', values: values((run) => run.failed_infos) },
      ],
      unit: 'per 1,000 rows',
      stacked: true,
      upright: true,
    },
    table: {
      columns: [
        { label: 'Run' },
        { label: 'Rows judged', numeric: true },
        { label: 'ERROR', numeric: true },
        { label: 'WARNING', numeric: true },
        { label: 'INFO', numeric: true },
      ],
      rows: shown.map((run) => ({
        key: run.id,
        cells: [moment(run), run.rows, run.failed_errors, run.failed_warnings, run.failed_infos],
        href: hrefOf(run),
      })),
    },
  };
}
