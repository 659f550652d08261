import { z } from 'zod';
import { oneOf } from '@/lib/platform/http/one-of';
import { listAnswer, listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer } from '@/lib/platform/http/time-field';
import { Priority, Test } from '@/lib/specimens/contract';
import { filterShape } from '@/lib/specimens/lists/list-query';
import { URGENCIES } from './urgency';

const { state, assay, department, location, priority, device, q } = filterShape;

export const Urgency = oneOf(URGENCIES);

/** Steps that wait for a supervisor, and can be asked for by themselves. */
export const NEXT_STEPS = ['verify', 'publish'] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

export const BENCHES = ['mine', 'all'] as const;

const bench = z
  .enum(BENCHES, { error: 'must be mine or all' })
  .default('all')
  .describe('mine: departments you chose as your bench; all of them while you chose none.');

const count = z.int();

export const WorklistQuery = z.strictObject({
  ...listQueryShape,
  bench,
  urgency: z
    .union([Urgency, z.array(Urgency).max(URGENCIES.length)])
    .transform((given) => (Array.isArray(given) ? given : [given]))
    .optional()
    .describe('Only what stands so to its due time.'),
  next: z
    .enum(NEXT_STEPS, { error: 'must be verify or publish' })
    .optional()
    .describe('Only what waits for this step; verify leaves out what you may not, having a hand.'),
  state: state.describe('Keys of open states.'),
  assay,
  department,
  location,
  priority,
  device,
  q,
});
export type WorklistQuery = z.output<typeof WorklistQuery>;

export const WorklistRow = z.object({
  ...Test.shape,
  version: z.int().describe('Of the specimen, to send back with a transition.'),
  urgency: Urgency,
  minutes_left: z.number().nullable().describe('Until it is due; negative once it is over.'),
  refused_actions: z
    .array(z.object({ action: z.string(), why: z.string() }))
    .describe('Actions that four eyes keep you from, having had a hand in it.'),
  at_risk_from: timeAnswer.nullable().describe('When 80 % of its target is gone.'),
});
export type WorklistRow = z.output<typeof WorklistRow>;

export const Worklist = z.object({
  ...listAnswer(WorklistRow).shape,
  counts: z
    .object({ overdue: count, at_risk: count, in_time: count, no_due: count })
    .describe('All that meets the filters, urgency aside.'),
  next_steps: z
    .object({ open: count, verify: count, publish: count })
    .describe('What waits for which step, urgency and next aside.'),
  departments: z
    .array(z.string())
    .nullable()
    .describe('The departments asked for, with your bench; null for all.'),
  receipt: z.object({
    definition: z.string(),
    version: z.string(),
    time_zone: z.string(),
    computed_at: timeAnswer.describe('All pages of one list are as of this time.'),
    rows_url: z.string(),
  }),
});
export type Worklist = z.output<typeof Worklist>;

export const MissingQuery = z.strictObject({
  ...listQueryShape,
  bench,
  assay,
  department,
  location,
  priority,
});
export type MissingQuery = z.output<typeof MissingQuery>;

export const MissingRow = z.object({
  specimen_id: z.string(),
  assays: z.array(z.string()).describe('Codes of what is ordered on it.'),
  priority: Priority,
  location: z.string().nullable().describe('Who ordered.'),
  since: z.enum(['collected', 'ordered']).describe('What its waiting counts from.'),
  since_at: timeAnswer,
  waited_minutes: z.number(),
  missing_after_minutes: z.int().describe('The location’s limit, or the lab’s.'),
});
export type MissingRow = z.output<typeof MissingRow>;

export const Pending = z.object({
  assay: z.string(),
  assay_name: z.string(),
  department: z.string().nullable(),
  open: count,
  overdue: count,
  oldest_at: timeAnswer.describe('Receipt of the oldest; its order where it was not received.'),
});
export type Pending = z.output<typeof Pending>;

export const MissingByLocation = z.object({
  location: z.string().nullable(),
  count,
  oldest_at: timeAnswer,
  missing_after_minutes: z.int(),
});
export type MissingByLocation = z.output<typeof MissingByLocation>;

export const Missing = z.object({
  ...listAnswer(MissingRow).shape,
  total: count,
  by_location: z.array(MissingByLocation).describe('The longest waiting first, location aside.'),
  pending: z.array(Pending).describe('Open tests by assay, the oldest first.'),
  departments: z.array(z.string()).nullable(),
  receipt: Worklist.shape.receipt,
});
export type Missing = z.output<typeof Missing>;

export const BenchChoice = z.strictObject({
  departments: z
    .array(z.string().trim().min(1, 'must not be empty').max(200, 'is too long'))
    .max(200, 'may name 200 departments')
    .describe('Names of departments of this lab; none for no bench.'),
});
export type BenchChoice = z.output<typeof BenchChoice>;

export type Bench = { departments: string[] };
