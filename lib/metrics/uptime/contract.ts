import { z } from 'zod';
import { listAnswer, listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';
import { filterShape, ReceiptAnswer } from '@/lib/metrics/contract';

const asked = { from: timeField.optional(), to: timeField.optional(), device: filterShape.device };

export const UptimeQuery = z.strictObject(asked);
export type UptimeQuery = z.output<typeof UptimeQuery>;

export const STRETCH_KINDS = ['up', 'idle', 'unplanned', 'planned', 'unknown'] as const;

/** The longest timeline of one device in an answer; the rows have all of it. */
export const TIMELINE_STRETCHES = 2000;

const minutes = z.number().nullable();

const stretch = {
  from: timeAnswer,
  to: timeAnswer,
  kind: z.enum(STRETCH_KINDS),
  code: z.string().nullable().describe('HL7 table 0365, as it was stated.'),
  reason: z.string().nullable(),
  limited: z.boolean().describe('Up, but not for everything.'),
};

export const ExcessAnswer = z.object({
  affected: z.int().describe('Tests received in a stop and released since.'),
  affected_unfinished: z.int().describe('Tests received in a stop and not released yet.'),
  affected_p50_minutes: minutes,
  others: z.int().describe('Tests received in the window outside of stops and released since.'),
  others_p50_minutes: minutes,
  excess_minutes: minutes.describe(
    'The sum over the affected of their turnaround less the median of the others.',
  ),
});
export type Excess = z.output<typeof ExcessAnswer>;

const figures = {
  uptime_percent: minutes.describe('0–100; null under 90 % coverage, or where nothing counts.'),
  coverage_percent: minutes.describe('0–100, the share of the window that is known.'),
  window_minutes: z.number(),
  up_minutes: z.number(),
  limited_minutes: z.number().describe('Of those up, with a limit.'),
  idle_minutes: z.number(),
  unplanned_minutes: z.number(),
  planned_minutes: z.number(),
  unknown_minutes: z.number(),
  stops: z.int().describe('Unplanned stops that began in the window.'),
  repairs: z.int().describe('Unplanned stops that ended in the window.'),
  open_stops: z.int().describe('Unplanned stops that were open when the window ended.'),
  mtbf_minutes: minutes.describe('(Up + idle) / stops.'),
  mttr_minutes: minutes.describe('The mean length of the stops that ended in the window.'),
};

export const UptimeFigures = z.object(figures);
export type UptimeFigures = z.output<typeof UptimeFigures>;

export const DeviceUptime = z.object({
  device: z.string(),
  type: z.string(),
  ...figures,
  open_stop: z
    .object({
      from: timeAnswer,
      code: z.string().nullable(),
      reason: z.string().nullable(),
      minutes: z.number(),
    })
    .nullable(),
  excess: ExcessAnswer.nullable().describe('Null without unplanned time.'),
  timeline: z.array(z.object(stretch)).describe(`The first ${TIMELINE_STRETCHES} stretches.`),
  timeline_stretches: z.int().describe('How many stretches there are.'),
  rows_url: z.string(),
});
export type DeviceUptime = z.output<typeof DeviceUptime>;

export const UptimeAnswer = z.object({
  devices: z.array(DeviceUptime),
  total: UptimeFigures.describe('Of all devices together; coverage and uptime by their minutes.'),
  receipt: ReceiptAnswer,
});
export type UptimeAnswer = z.output<typeof UptimeAnswer>;

/**
 * The stretches of the timelines; stops by their begin (`stops`), by their end (`repairs`) or open
 * still; and tests received in a stop or not.
 */
export const UPTIME_ROW_SETS = [
  'stretches',
  'stops',
  'repairs',
  'open_stops',
  'affected',
  'affected_unfinished',
  'others',
] as const;
export type UptimeRowSet = (typeof UPTIME_ROW_SETS)[number];

export const UptimeRowsQuery = z.strictObject({
  ...asked,
  ...listQueryShape,
  which: z.enum(UPTIME_ROW_SETS).default('stretches'),
});
export type UptimeRowsQuery = z.output<typeof UptimeRowsQuery>;

export const StretchRow = z.object({ device: z.string(), ...stretch, minutes: z.number() });
export type StretchRow = z.output<typeof StretchRow>;

export const StopRow = z.object({
  device: z.string(),
  from: timeAnswer,
  /** Null while open at the end of the window. */
  to: timeAnswer.nullable(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
  /** To the end of the window while open. */
  minutes: z.number(),
});
export type StopRow = z.output<typeof StopRow>;

export const AffectedRow = z.object({
  device: z.string(),
  specimen_id: z.string(),
  assay: z.string(),
  run: z.int(),
  priority: z.string(),
  received: timeAnswer,
  released: timeAnswer.nullable(),
  /** From receipt to release. */
  minutes: z.number().nullable(),
});
export type AffectedRow = z.output<typeof AffectedRow>;

export const UptimeRowsAnswer = listAnswer(z.union([StretchRow, StopRow, AffectedRow])).extend({
  /** How many rows all pages have together. */
  total: z.int(),
});
export type UptimeRowsAnswer = z.output<typeof UptimeRowsAnswer>;
