import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { AttemptRow, rowsOfAttempts } from '../attempt-rows';
import { bucketLabel } from '../bucket-label';
import { BUCKET_GRAINS, bucketsOfWindow } from '../buckets-of-window';
import { NONE, questionShape, ReceiptAnswer } from '../contract';
import { countAttempts, type AttemptCount } from '../count-attempts';
import { defineFigure, rowsShape, type FigureChart, type FigureLinks } from '../define-figure';
import { readAttempts } from '../read-attempts';
import { wilson95 } from '../wilson';

const DEFINITION =
  'An attempt is one stay of a test on a device, ended by submit or by fail; a result that is failed ' +
  'after it was submitted is one attempt that failed, and a test taken back by retract or amend is on ' +
  'the device again. An imported row with a result or an error is one attempt, at processed_at, else ' +
  'received_at. Counted are attempts that ended in the window, each on the device it was on: a ' +
  'device’s rate is its failed attempts by its own attempts. Tests cancelled or rejected later keep their ' +
  'attempts, counted beside; those of voided specimens are not counted.';

const Query = z.strictObject({ ...questionShape, grain: z.enum(BUCKET_GRAINS).default('day') });

const SETS = ['failed', 'attempts', 'later_void'] as const;

const RowsQuery = z.strictObject({
  ...Query.shape,
  ...rowsShape(SETS),
  /** Only attempts that failed with this code. */
  error_code: z.string().max(200).optional(),
});

const rate = z.number().nullable();
const ci95 = z.tuple([z.number(), z.number()]).nullable();

const counted = { count: z.int(), attempts: z.int(), rate, ci95 };

const Answer = z.object({
  total_errors: z.int(),
  /** Attempts that ended in the window. */
  total_specimens: z.int(),
  /** 0–1. */
  overall_error_rate: rate,
  ci95,
  by_machine: z.array(
    z.object({ category: z.literal('machine_id'), value: z.string().nullable(), ...counted }),
  ),
  /** Here `rate` is the code's share of all errors. */
  by_error_code: z.array(
    z.object({
      category: z.literal('error_code'),
      value: z.string().nullable(),
      label: z.string(),
      count: z.int(),
      rate,
    }),
  ),
  by_assay: z.array(
    z.object({
      category: z.literal('assay'),
      value: z.string(),
      label: z.string(),
      ...counted,
    }),
  ),
  /** Devices and codes that fail most often together; `rate` is the share of all errors. */
  top: z.array(
    z.object({
      machine_id: z.string().nullable(),
      error_code: z.string().nullable(),
      label: z.string(),
      count: z.int(),
      rate,
    }),
  ),
  /** Of tests that were cancelled, rejected or invalidated since; they are among the counted. */
  later_void: z.object({ attempts: z.int(), count: z.int() }),
  grain: z.enum(BUCKET_GRAINS),
  trend: z.array(
    z.object({
      timestamp: timeAnswer,
      key: z.string(),
      running: z.boolean(),
      attempts: z.int(),
      count: z.int(),
      rate,
    }),
  ),
  receipt: ReceiptAnswer,
});
type Answer = z.output<typeof Answer>;

const TOP = 20;

const Names = z.array(
  z.object({ id: z.string(), key: z.string(), label: z.string(), listed: z.boolean() }),
);
type Named = { key: string; label: string; listed: boolean };

async function namesOf(ctx: Ctx, of: 'devices' | 'errors' | 'assays'): Promise<Map<string, Named>> {
  const lab = ctx.lab.id;
  const read = () => {
    switch (of) {
      case 'devices':
        return ctx.db.$queryRaw`SELECT id::text, name AS key, name AS label,
          retired_at IS NULL AS listed FROM devices WHERE lab_id = ${lab}::uuid`;
      case 'errors':
        return ctx.db.$queryRaw`SELECT id::text, code AS key, name AS label, true AS listed
          FROM error_codes WHERE lab_id = ${lab}::uuid`;
      case 'assays':
        return ctx.db.$queryRaw`SELECT id::text, code AS key, name AS label, true AS listed
          FROM assays WHERE lab_id = ${lab}::uuid`;
    }
  };
  return new Map(Names.parse(await read()).map(({ id, ...named }) => [id, named]));
}

/** Failed by attempts, 0–1, with its Wilson 95 % interval; null of nothing. */
function rateOf({ attempts, failed }: AttemptCount) {
  const [low = 0, high = 0] = wilson95(failed, attempts) ?? [];
  return {
    count: failed,
    attempts,
    rate: attempts === 0 ? null : failed / attempts,
    ci95: attempts === 0 ? null : ([low / 100, high / 100] satisfies [number, number]),
  };
}

const NOTHING: AttemptCount = { attempts: 0, failed: 0 };

/** Most errors first, then by name; what has no name last. */
function byErrors(a: { value: string | null; count: number }, b: typeof a): number {
  if (a.value === null || b.value === null)
    return Number(a.value === null) - Number(b.value === null);
  return b.count - a.count || a.value.localeCompare(b.value, 'en', { numeric: true });
}

const percent = (share: number | null) => (share === null ? null : share * 100);

const interval = (range: readonly [number, number] | null) =>
  range === null
    ? undefined
    : `95 % interval ${range.map((end) => (end * 100).toFixed(1)).join('–')} %`;

function trendChart({ trend, grain, total_specimens, receipt }: Answer): FigureChart {
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
      rows: trend.map(({ key, attempts, count, rate: share }) => ({
        key,
        cells: [key, attempts, count, percent(share)],
      })),
    },
    n: total_specimens,
    nLabel: 'attempts',
  };
}

function ratesChart(
  title: string,
  description: string,
  groups: readonly {
    key: string;
    label: string;
    count: number;
    attempts: number;
    rate: number | null;
    ci95: [number, number] | null;
    href: string;
  }[],
  idle: readonly string[] = [],
): FigureChart {
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
        { label: '95 % interval', numeric: true },
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

function codesChart(answer: Answer, links: FigureLinks): FigureChart {
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

/** How often work on the devices fails: where, with which codes, and since when. */
export const errors = defineFigure({
  name: 'errors',
  title: 'Errors',
  summary: 'How often attempts on the devices fail, by device, code and assay, over time.',
  definition: DEFINITION,
  version: '1',
  method: 'Counts of attempts; rates with Wilson 95 % intervals.',
  query: Query,
  answer: Answer,
  choices: [
    {
      name: 'grain',
      label: 'By',
      options: BUCKET_GRAINS.map((value) => ({
        value,
        label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
      })),
    },
  ],
  async compute(ctx, query, receiptOf) {
    authorize(ctx, 'read');
    const [read, devices, codes, assays] = await Promise.all([
      readAttempts(ctx, query, ['assay', 'state']),
      namesOf(ctx, 'devices'),
      namesOf(ctx, 'errors'),
      namesOf(ctx, 'assays'),
    ]);
    const { blocks, filters, window, voidStates } = read;
    const buckets = bucketsOfWindow(query.grain, window, ctx.lab, ctx.now);
    const counts = countAttempts(blocks, filters, window, buckets, voidStates);
    const asked = filters.find(({ column }) => column === 'device');
    // A device that had nothing to do stands there with 0, not with the rate of nothing.
    const idle = [...devices].filter(
      ([id, { listed }]) => listed && !counts.devices.has(id) && (!asked || asked.values.has(id)),
    );
    const whole = rateOf(counts.whole);
    const shareOf = (failed: number) => (whole.count === 0 ? null : failed / whole.count);
    return {
      total_errors: whole.count,
      total_specimens: whole.attempts,
      overall_error_rate: whole.rate,
      ci95: whole.ci95,
      by_machine: [...counts.devices, ...idle.map(([id]) => [id, NOTHING] as const)]
        .map(([id, count]) => ({
          category: 'machine_id' as const,
          value: devices.get(id)?.key ?? null,
          ...rateOf(count),
        }))
        .toSorted(byErrors),
      by_error_code: [...counts.errors]
        .map(([id, count]) => ({
          category: 'error_code' as const,
          value: codes.get(id)?.key ?? null,
          label: codes.get(id)?.label ?? 'No code',
          count,
          rate: shareOf(count),
        }))
        .toSorted((a, b) => b.count - a.count || byErrors(a, b)),
      by_assay: [...counts.assays]
        .flatMap(([id, count]) => {
          const named = assays.get(id);
          if (!named) return [];
          const { key: value, label } = named;
          return [{ category: 'assay' as const, value, label, ...rateOf(count) }];
        })
        .toSorted(byErrors),
      top: counts.pairs.slice(0, TOP).map(({ device, error, failed }) => ({
        machine_id: devices.get(device)?.key ?? null,
        error_code: codes.get(error)?.key ?? null,
        label: codes.get(error)?.label ?? 'No code',
        count: failed,
        rate: shareOf(failed),
      })),
      later_void: { attempts: counts.ofVoid.attempts, count: counts.ofVoid.failed },
      grain: query.grain,
      trend: buckets.map(({ key, from, running }, place) => {
        const { attempts, failed } = counts.buckets[place] ?? NOTHING;
        return {
          timestamp: new Date(from).toISOString(),
          key,
          running,
          attempts,
          count: failed,
          rate: attempts === 0 ? null : failed / attempts,
        };
      }),
      receipt: receiptOf(window),
    };
  },
  rows: {
    sets: [
      { name: 'failed', label: 'Failed', meaning: 'failed' },
      { name: 'attempts', label: 'All attempts', meaning: 'ended in the period' },
      {
        name: 'later_void',
        label: 'Of tests void by now',
        meaning: 'are of tests cancelled, rejected or invalidated since',
      },
    ],
    query: RowsQuery,
    noun: 'attempts',
    row: AttemptRow,
    columns: [
      { key: 'specimen_id', label: 'Specimen', as: 'specimen' },
      { key: 'assay', label: 'Assay', as: 'text' },
      { key: 'run', label: 'Run', as: 'number' },
      { key: 'device', label: 'Device', as: 'text' },
      { key: 'ended', label: 'Ended', as: 'time' },
      { key: 'failed', label: 'Failed', as: 'yes' },
      { key: 'error_code', label: 'Error code', as: 'text' },
      { key: 'operator', label: 'Operator', as: 'text' },
      { key: 'location', label: 'Location', as: 'text' },
      { key: 'priority', label: 'Priority', as: 'priority' },
      { key: 'state', label: 'State', as: 'state' },
    ],
    async read(ctx, query) {
      authorize(ctx, 'read');
      const [read, devices, codes] = await Promise.all([
        readAttempts(ctx, query, ['test_id', 'state']),
        namesOf(ctx, 'devices'),
        namesOf(ctx, 'errors'),
      ]);
      const keys = (named: Map<string, Named>) =>
        new Map([...named].map(([id, { key }]) => [id, key]));
      const code = query.error_code?.toLowerCase();
      const error = [...codes].find(([, { key }]) => key.toLowerCase() === code);
      if (code !== undefined && code !== NONE && !error) {
        throw invalidField('error_code', 'is no error code of this lab');
      }
      return rowsOfAttempts(
        ctx,
        read,
        { devices: keys(devices), errors: keys(codes) },
        {
          failedOnly: query.which === 'failed' || code !== undefined,
          voidOnly: query.which === 'later_void',
          ...(code === undefined ? {} : { error: error?.[0] ?? null }),
        },
        query,
      );
    },
  },
  view(answer, links) {
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
        { label: 'Errors', value: answer.total_errors, which: 'failed' },
        { label: 'Attempts', value: answer.total_specimens, which: 'attempts' },
        {
          label: 'Of tests void by now',
          value: answer.later_void.attempts,
          sub: `${answer.later_void.count.toLocaleString('en')} failed; counted here`,
          which: 'later_void',
        },
      ],
      charts: [
        trendChart(answer),
        ratesChart(
          'Error rate by device',
          'Each device by its own attempts; the number below a name says how many.',
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
          'Most errors first; the number below a name says how many attempts.',
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
  },
});
