import { bucketLabel } from '../bucket-label';
import { NONE } from '../contract';
import type { FigureChart, FigureLinks, FigureView } from '../define-figure';
import { daysOfBucket } from '../turnaround/turnaround-view';
import type { ErrorsAnswer } from './errors';

const HOUR_MS = 3_600_000;

const percent = (share: number | null) => (share === null ? null : share * 100);

const interval = (range: readonly [number, number] | null) =>
  range === null ? undefined : `95 % CI ${range.map((end) => (end * 100).toFixed(1)).join('–')} %`;

function trendChart(
  { trend, grain, total_specimens, receipt }: ErrorsAnswer,
  links: FigureLinks,
): FigureChart {
  // Of an hour the period is its two instants.
  const period = (key: string, timestamp: string) =>
    grain === 'hour'
      ? { from: timestamp, to: new Date(Date.parse(timestamp) + HOUR_MS).toISOString() }
      : daysOfBucket(grain, key, links.days);
  return {
    title: `Error rate by ${grain}`,
    description: 'Failed attempts in percent of those that ended, with how many there were below.',
    chart: {
      kind: 'line',
      data: {
        buckets: trend.map(({ key, running }) => ({
          key,
          label: bucketLabel(grain, key, receipt.time_zone),
          running,
        })),
        series: [{ name: 'Error rate', values: trend.map((bucket) => percent(bucket.rate)) }],
        volume: { name: 'Attempts', values: trend.map(({ attempts }) => attempts) },
        unit: '%',
      },
    },
    table: {
      columns: [
        { label: 'From' },
        { label: 'Attempts', numeric: true },
        { label: 'Errors', numeric: true },
        { label: 'Error rate (%)', numeric: true },
      ],
      rows: trend.map(({ key, timestamp, attempts, count, rate: share }) => ({
        key,
        cells: [bucketLabel(grain, key, receipt.time_zone), attempts, count, percent(share)],
        href: links.rows('attempts', period(key, timestamp)),
      })),
    },
    n: total_specimens,
    nLabel: 'attempts',
  };
}

/** A group with its rate of errors, and where its rows are. */
type Rated = Omit<ErrorsAnswer['by_assay'][number], 'category' | 'value'> & {
  key: string;
  href: string;
};

function ratesChart(
  title: string,
  description: string,
  given: readonly Rated[],
  idle: readonly string[] = [],
): FigureChart {
  const groups = given.toSorted((a, b) => (b.rate ?? -1) - (a.rate ?? -1));
  const shown = groups.slice(0, 20);
  return {
    title,
    description:
      groups.length > shown.length
        ? `${description} The first ${shown.length} of ${groups.length}; the table has all of them.`
        : description,
    chart: {
      kind: 'bar',
      data: {
        groups: shown.map(({ key, label, attempts }) => ({ key, label, n: attempts })),
        series: [{ name: 'Error rate', values: shown.map((group) => percent(group.rate)) }],
        unit: '%',
      },
    },
    table: {
      columns: [
        { label: 'Name' },
        { label: 'Attempts', numeric: true },
        { label: 'Errors', numeric: true },
        { label: 'Error rate (%)', numeric: true },
        { label: '95 % CI', numeric: true },
      ],
      rows: groups.map((group) => ({
        key: group.key,
        cells: [
          group.label,
          group.attempts,
          group.count,
          percent(group.rate),
          group.ci95 ? group.ci95.map((end) => (end * 100).toFixed(1)).join('–') : null,
        ],
        href: group.href,
      })),
    },
    n: groups.reduce((sum, { attempts }) => sum + attempts, 0),
    nLabel: 'attempts',
    caption:
      idle.length === 0
        ? undefined
        : `Without an attempt in the period: ${idle.slice(0, 6).join(', ')}${idle.length > 6 ? ` and ${idle.length - 6} more` : ''}`,
  };
}

function codesChart(answer: ErrorsAnswer, links: FigureLinks): FigureChart {
  const href = (value: string | null) => links.rows('failed', { error_code: value ?? NONE });
  return {
    title: 'Errors by code',
    description: 'Most frequent first; the line adds up their shares of all errors.',
    chart: {
      kind: 'pareto',
      data: {
        groups: answer.by_error_code.map(({ value, label, count }) => ({
          key: value ?? NONE,
          label,
          count,
        })),
        unit: 'errors',
      },
    },
    table: {
      columns: [
        { label: 'Code' },
        { label: 'Name' },
        { label: 'Errors', numeric: true },
        { label: 'Share (%)', numeric: true },
      ],
      rows: answer.by_error_code.map(({ value, label, count, rate: share }) => ({
        key: value ?? NONE,
        cells: [value ?? '–', label, count, percent(share)],
        href: href(value),
      })),
    },
    n: answer.total_errors,
    nLabel: 'errors',
  };
}

/** What the page of errors shows. */
export function errorsView(answer: ErrorsAnswer, links: FigureLinks): FigureView {
  const machines = answer.by_machine.filter(({ attempts }) => attempts > 0);
  return {
    tiles: [
      {
        label: 'Error rate',
        value: percent(answer.overall_error_rate),
        unit: '%',
        n: answer.total_specimens,
        nLabel: 'attempts',
        sub: interval(answer.ci95),
        which: 'failed',
      },
      { label: 'Errors', value: answer.total_errors, unit: 'failed attempts', which: 'failed' },
      {
        label: 'Attempts',
        value: answer.total_specimens,
        sub: 'ended in the period',
        which: 'attempts',
      },
      {
        label: 'Attempts of void tests',
        value: answer.later_void.attempts,
        sub: `${answer.later_void.count.toLocaleString('en')} failed; in the rate too`,
        which: 'later_void',
      },
    ],
    charts: [
      trendChart(answer, links),
      ratesChart(
        'Error rate by device',
        'Each device by its own attempts, the highest rate first; the number below a name says how many.',
        machines.map((machine) => ({
          ...machine,
          key: machine.value ?? NONE,
          label: machine.value ?? 'No device',
          href: links.rows('failed', { device: machine.value ?? NONE }),
        })),
        answer.by_machine.flatMap(({ value, attempts }) =>
          value === null || attempts > 0 ? [] : [value],
        ),
      ),
      codesChart(answer, links),
      ratesChart(
        'Error rate by assay',
        'The highest rate first; the number below a name says how many attempts.',
        answer.by_assay.map((assay) => ({
          ...assay,
          key: assay.value,
          href: links.rows('failed', { assay: assay.value }),
        })),
      ),
    ],
    tables: [
      {
        title: 'Most frequent failures',
        description: 'Devices and codes that come together most often.',
        table: {
          columns: [
            { label: 'Device' },
            { label: 'Code' },
            { label: 'Error' },
            { label: 'Errors', numeric: true },
            { label: 'Share (%)', numeric: true },
          ],
          rows: answer.top.map(({ machine_id, error_code, label, count, rate: share }) => ({
            key: `${machine_id ?? NONE} ${error_code ?? NONE}`,
            cells: [machine_id ?? 'No device', error_code, label, count, percent(share)],
            href: links.rows('failed', {
              device: machine_id ?? NONE,
              error_code: error_code ?? NONE,
            }),
          })),
        },
      },
    ],
    receipt: answer.receipt,
  };
}
