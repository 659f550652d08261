import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { AttemptRow, rowsOfAttempts } from './errors/attempt-rows';
import { BUCKET_GRAINS, bucketsOfWindow } from '../buckets-of-window';
import { NONE, questionShape, ReceiptAnswer } from '../contract';
import { countAttempts, type AttemptCount } from './errors/count-attempts';
import { defineFigure, rowsShape } from '../define-figure';
import { readAttempts } from './errors/read-attempts';
import { wilson95 } from '../wilson';
import { errorsView } from './errors-view';

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

export const ErrorsAnswer = z.object({
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
export type ErrorsAnswer = z.output<typeof ErrorsAnswer>;

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

/** How often work on the devices fails: where, with which codes, and since when. */
export const errors = defineFigure({
  name: 'errors',
  title: 'Errors',
  summary: 'How often attempts on the devices fail, by device, code and assay, over time.',
  definition: DEFINITION,
  version: '1',
  method: 'Counts of attempts; rates with Wilson 95 % intervals.',
  query: Query,
  answer: ErrorsAnswer,
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
  view: errorsView,
});
