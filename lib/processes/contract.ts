import { z } from 'zod';
import { MoveByPlace, Moved, MoveEnds } from '@/lib/containers/contract';
import { lineField } from '@/lib/platform/http/named-list';
import { oneOrMany } from '@/lib/platform/http/one-or-many';
import { listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';
import { Forecast } from './forecast/contract';
import { PlanAnswer, planField, STEP_KINDS } from './experiments/planned-step';
import { stepDataField } from './steps/step-data';

// ── Processes ───────────────────────────────────────────────────────────────────────────────

export const SOURCE_BYTES = 1_048_576;

export const NewProcess = z.strictObject({
  name: lineField(200),
  source: z
    .string({ error: 'must be text' })
    .min(1, 'must not be empty')
    .refine(
      (text) => new TextEncoder().encode(text).length <= SOURCE_BYTES,
      'must have at most 1 MB as UTF-8',
    ),
});
export type NewProcess = z.output<typeof NewProcess>;

/** A version of a process. Its source is read one by one. */
export const Process = z.object({
  uuid: z.uuid(),
  name: z.string(),
  version: z.number().int(),
  created_at: timeAnswer,
  created_by: z.string(),
});
export type Process = z.output<typeof Process>;

export const ProcessWithSource = Process.extend({ source: z.string() });
export type ProcessWithSource = z.output<typeof ProcessWithSource>;

export const ProcessQuery = z.strictObject({
  ...listQueryShape,
  name: z.string().trim().min(1).max(200).optional(),
  versions: z
    .enum(['latest', 'all'])
    .optional()
    .describe('latest unless a name is asked for, whose versions are all listed'),
});
export type ProcessQuery = z.output<typeof ProcessQuery>;

// ── Experiments ─────────────────────────────────────────────────────────────────────────────

export const NewExperiment = z.strictObject({
  process_uuid: z.uuid('must be the uuid of a process'),
  plan: planField.nullish(),
});
export type NewExperiment = z.output<typeof NewExperiment>;

/** One run of a process. Its duration is from created_at to finished_at. */
export const Experiment = z.object({
  uuid: z.uuid(),
  process_uuid: z.uuid(),
  process: z.string(),
  version: z.number().int(),
  state: z.enum(['running', 'finished']),
  created_at: timeAnswer,
  created_by: z.string(),
  finished_at: timeAnswer.nullable(),
  duration_seconds: z.number().nullable(),
  steps: z.object({
    total: z.number().int(),
    running: z.number().int().describe('without a finish'),
    finished: z.number().int(),
    failed: z.number().int().describe('of the finished, whose status is not a good one'),
    simulated: z.number().int(),
  }),
  first_start: timeAnswer.nullable().describe('of its steps'),
  last_told: timeAnswer.nullable().describe('the last start or finish of its steps'),
});
export type Experiment = z.output<typeof Experiment>;

export const ExperimentWithPlan = Experiment.extend({
  plan: PlanAnswer.nullable(),
  forecast: Forecast.nullable().describe(
    'While it runs; null if neither a plan nor earlier experiments tell, if a step to come was never done well before, or if earlier ones had more steps than a plan may have.',
  ),
});
export type ExperimentWithPlan = z.output<typeof ExperimentWithPlan>;

const flag = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((value) => value === 'true')
  .optional();

export const ExperimentQuery = z.strictObject({
  ...listQueryShape,
  process: z.uuid('must be the uuid of a process').optional(),
  finished: flag,
});
export type ExperimentQuery = z.output<typeof ExperimentQuery>;

// ── Steps ───────────────────────────────────────────────────────────────────────────────────

export const MOST_STEPS = 1_000;

const deviceField = lineField(120);
const slotField = z.number().int().min(0, 'is counted from 0').max(1_999);
const statusField = lineField(64);

/** What every step may tell of itself. */
const told = {
  name: lineField(200),
  device: deviceField,
  start: timeField,
  finish: timeField.nullish().describe('Left out while it is running.'),
  status: statusField,
  data: stepDataField.nullish(),
  experiment_uuid: z.uuid('must be the uuid of an experiment').nullish(),
  lidded_before: z.boolean().nullish(),
  lidded_after: z.boolean().nullish(),
  barcode_read: z.boolean().nullish(),
};

export const NewStep = z
  .strictObject({
    ...told,
    kind: z.enum(STEP_KINDS).nullish(),
    container: z.string().trim().min(1).max(128).nullish().describe('Its id or barcode.'),
    simulated: z.boolean().nullish(),
    origin_device: deviceField.nullish(),
    origin_pos: slotField.nullish(),
    target_device: deviceField.nullish(),
    target_pos: slotField.nullish(),
    apply: z.boolean().nullish().describe('Of a move: move the container too.'),
  })
  .transform((step, context) => {
    const wrong = (field: string, message: string) =>
      context.addIssue({ code: 'custom', message, path: [field], input: step });
    const ends = {
      origin_device: step.origin_device ?? null,
      origin_pos: step.origin_pos ?? null,
      target_device: step.target_device ?? null,
      target_pos: step.target_pos ?? null,
    };
    const given = Object.values(ends).some((end) => end !== null);
    const kind = step.kind ?? (given ? 'MOVE' : 'PROCESS');
    for (const [field, end] of Object.entries(ends)) {
      if (kind === 'MOVE' && end === null) wrong(field, 'must be given for a move');
      if (kind === 'PROCESS' && end !== null) wrong(field, 'belongs to a move only');
    }
    const finish = step.finish ?? null;
    if (finish !== null && finish < step.start) wrong('finish', 'must not be before start');
    if (step.apply === true) {
      if (kind === 'PROCESS') wrong('apply', 'belongs to a move only');
      if (step.simulated === true) wrong('apply', 'cannot be of a simulated step');
    }
    return {
      ...ends,
      kind,
      name: step.name,
      device: step.device,
      start: step.start,
      finish,
      status: step.status,
      data: step.data ?? {},
      container: step.container ?? null,
      experiment_uuid: step.experiment_uuid ?? null,
      simulated: step.simulated ?? false,
      lidded_before: step.lidded_before ?? null,
      lidded_after: step.lidded_after ?? null,
      barcode_read: step.barcode_read ?? null,
      apply: step.apply ?? false,
    };
  });
export type NewStep = z.output<typeof NewStep>;

export const NewSteps = oneOrMany(NewStep, 'steps', MOST_STEPS);

const MoveStep = z
  .strictObject(told)
  .refine(({ start, finish }) => finish == null || finish >= start, {
    path: ['finish'],
    message: 'must not be before start',
  });

/** A move of a container, and the step it is of. */
export const MoveWithStep = z.strictObject({ ...MoveEnds.shape, step: MoveStep.nullish() });
export type MoveWithStep = z.output<typeof MoveWithStep>;

export const MoveByPlaceWithStep = z.strictObject({
  ...MoveByPlace.shape,
  step: MoveStep.nullish(),
});
export type MoveByPlaceWithStep = z.output<typeof MoveByPlaceWithStep>;

/** What ends a running step; `finish` is now unless it is given. */
export const StepEnd = z.strictObject({
  finish: timeField.nullish(),
  status: statusField,
  data: stepDataField.nullish().describe('In place of the data told before.'),
  lidded_after: z.boolean().nullish(),
  barcode_read: z.boolean().nullish(),
});
export type StepEnd = z.output<typeof StepEnd>;

export const Step = z.object({
  id: z.uuid(),
  kind: z.enum(STEP_KINDS),
  name: z.string(),
  fct: z.string().describe('data.fct, else the name'),
  device: z.string(),
  start: timeAnswer,
  finish: timeAnswer.nullable(),
  seconds: z.number().nullable(),
  status: z.string(),
  failed: z.boolean().describe('finished, and its status is not a good one'),
  simulated: z.boolean(),
  data: z.record(z.string(), z.unknown()),
  container: z
    .object({ id: z.uuid(), barcode: z.string().nullable(), name: z.string() })
    .nullable(),
  experiment_uuid: z.uuid().nullable(),
  origin_device: z.string().nullable(),
  origin_pos: z.number().int().nullable(),
  target_device: z.string().nullable(),
  target_pos: z.number().int().nullable(),
  lidded_before: z.boolean().nullable(),
  lidded_after: z.boolean().nullable(),
  barcode_read: z.boolean().nullable(),
  move_id: z.uuid().nullable().describe('The move of the container that it tells of.'),
  created_by: z.string(),
});
export type Step = z.output<typeof Step>;

export const MovedWithStep = Moved.extend({ step: Step.optional() });
export type MovedWithStep = z.output<typeof MovedWithStep>;

const stepFilters = {
  device: z.string().trim().min(1).max(120).optional(),
  experiment: z.uuid('must be the uuid of an experiment').optional(),
  container: z.string().trim().min(1).max(128).optional(),
  fct: z.string().min(1).max(200).optional(),
  kind: z.enum(STEP_KINDS).optional(),
  from: timeField.optional().describe('Steps that started then or later.'),
  to: timeField.optional().describe('Steps that started before.'),
};

export const StepQuery = z.strictObject({ ...listQueryShape, ...stepFilters, running: flag });
export type StepQuery = z.output<typeof StepQuery>;

export const StepStatisticsQuery = z.strictObject(stepFilters);
export type StepStatisticsQuery = z.output<typeof StepStatisticsQuery>;

/** Of steps that are finished, whatever their status, and not simulated. */
export const StepStatistics = z.object({
  total: z.number().int(),
  avg_seconds: z.number().nullable(),
  min_seconds: z.number().nullable(),
  max_seconds: z.number().nullable(),
});
export type StepStatistics = z.output<typeof StepStatistics>;
