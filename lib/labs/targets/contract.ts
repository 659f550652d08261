import { z } from 'zod';
import { SEGMENTS } from '@/lib/metrics/segment';
import { Priority } from '@/lib/specimens/contract';
import { listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';

/** A year; what takes longer is no turnaround. */
export const MOST_MINUTES = 525_600;

export const TIME_BASES = ['clock', 'working'] as const;
export const VERSION_STATUSES = ['past', 'in_force', 'future'] as const;
export type VersionStatus = (typeof VERSION_STATUSES)[number];

const segmentNames = new Set(SEGMENTS.map(({ name }) => name));

const segment = z
  .string()
  .refine(
    (name) => segmentNames.has(name),
    'must be two milestones in order, such as receive_to_release or collect_to_receive',
  );

const priority = z
  .string()
  .transform((text) => text.toUpperCase())
  .pipe(z.enum(Priority.options, { error: 'must be STAT, URGENT or ROUTINE' }));

const key = z.string().trim().min(1, 'must not be empty').max(200, 'is too long');

const minutes = z
  .int('must be a whole number of minutes')
  .min(1, 'must be at least 1 minute')
  .max(MOST_MINUTES, `must be at most ${MOST_MINUTES} minutes, a year`);

const time = z.enum(TIME_BASES, { error: 'must be clock or working' });

const from = timeField.describe(
  'From when on it holds: now at the earliest, so that no figure of the past changes.',
);
const to = timeField
  .nullable()
  .describe('Until when it holds; null for until the next version, or without end.');

/** A version of a target: what should be met, for which work, from when until when. */
export const TargetVersion = z.object({
  id: z.uuid(),
  assay: z.string().nullable().describe('The code of an assay; null for every assay.'),
  priority: Priority.nullable().describe('Null for every priority.'),
  location: z.string().nullable().describe('Who ordered; null for every location.'),
  segment: z.string(),
  minutes: z.int(),
  time: z.enum(TIME_BASES),
  effective_from: timeAnswer.describe('1900-01-01T00:00:00.000Z where it always held.'),
  effective_to: timeAnswer.nullable(),
  status: z.enum(VERSION_STATUSES),
});
export type TargetVersion = z.output<typeof TargetVersion>;

export const NewTarget = z.strictObject({
  assay: key.nullable().optional().describe('The code of an assay; every assay unless given.'),
  priority: priority.nullable().optional().describe('Every priority unless given.'),
  location: key.nullable().optional().describe('The name of a location; every one unless given.'),
  segment: segment.default('receive_to_release'),
  minutes,
  time: time.default('clock').describe('By the clock, or in opening hours only.'),
  effective_from: from.optional(),
  effective_to: to.optional(),
});
export type NewTarget = z.output<typeof NewTarget>;

export const TargetChange = z.strictObject({
  minutes: minutes.optional(),
  time: time.optional(),
  effective_from: from.optional(),
  effective_to: to.optional(),
});
export type TargetChange = z.output<typeof TargetChange>;

export const TargetsQuery = z.strictObject({
  ...listQueryShape,
  segment: segment.optional(),
  assay: key.optional(),
  priority: priority.optional(),
  location: key.optional(),
  status: z
    .enum(VERSION_STATUSES, { error: 'must be past, in_force or future' })
    .optional()
    .describe('Every version unless given.'),
});
export type TargetsQuery = z.output<typeof TargetsQuery>;

export const MatrixQuery = z.strictObject({
  segment: segment.default('receive_to_release'),
  location: key.optional().describe('Who ordered; work of no location unless given.'),
  at: timeField.optional().describe('By the versions in force at that moment; now unless given.'),
});
export type MatrixQuery = z.output<typeof MatrixQuery>;

export const MatrixCell = z.object({
  target_id: z.uuid(),
  minutes: z.int(),
  time: z.enum(TIME_BASES),
  by: z
    .array(z.enum(['assay', 'priority', 'location']))
    .describe('What the target names; empty for the lab’s default.'),
});
export type MatrixCell = z.output<typeof MatrixCell>;

export const TightnessFault = z.object({
  priority: Priority,
  than: Priority,
  why: z
    .enum(['same', 'longer', 'no_target', 'opening_hours'])
    .describe('opening_hours: it waits for the lab to open, and the other does not.'),
});
export type TightnessFault = z.output<typeof TightnessFault>;

export const MatrixRow = z.object({
  assay: z.string(),
  name: z.string(),
  cells: z.object({
    STAT: MatrixCell.nullable(),
    URGENT: MatrixCell.nullable(),
    ROUTINE: MatrixCell.nullable(),
  }),
  warnings: z.array(TightnessFault),
});
export type MatrixRow = z.output<typeof MatrixRow>;

export const TargetMatrix = z.object({
  segment: z.string(),
  location: z.string().nullable(),
  at: timeAnswer,
  data: z.array(MatrixRow).describe('Each active assay, by code.'),
  warned_locations: z
    .array(z.object({ location: z.string().nullable(), assays: z.int() }))
    .describe(
      'At how many assays a priority is no tighter than one it should be tighter than: for work of no location (null), and for each active location that has targets of its own.',
    ),
});
export type TargetMatrix = z.output<typeof TargetMatrix>;
