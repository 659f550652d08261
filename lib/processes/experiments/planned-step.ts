import { z } from 'zod';
import { lineField } from '@/lib/platform/http/named-list';
import { stepDataField } from '../steps/step-data';

export const STEP_KINDS = ['PROCESS', 'MOVE'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export const MOST_PLANNED_STEPS = 2_000;

const device = lineField(120);
const OneStep = z.strictObject({
  kind: z.enum(STEP_KINDS).nullish(),
  name: lineField(200),
  device,
  data: stepDataField.nullish(),
  after: z
    .array(z.number().int().min(0))
    .max(MOST_PLANNED_STEPS)
    .nullish()
    .describe('Places in the plan, from 0, of the steps it waits for; left out: the one before.'),
  origin_device: device.nullish(),
  target_device: device.nullish(),
});

/** A step that an experiment is going to take, complete. */
export type PlannedStep = {
  kind: StepKind;
  name: string;
  device: string;
  data: Record<string, unknown>;
  /** Places in the plan, from 0, of the steps it waits for; all are earlier ones. */
  after: number[];
  /** Of a move: from and to which device. */
  origin_device: string | null;
  target_device: string | null;
};

/**
 * The plan of an experiment: what each step waits for are earlier steps of it, so that it has no
 * cycle; without `after` a step waits for the one before. A step with both ends is a move.
 */
export const planField = z
  .array(OneStep)
  .min(1, 'must not be empty')
  .max(MOST_PLANNED_STEPS, `must have at most ${MOST_PLANNED_STEPS} steps`)
  .transform((steps, context): PlannedStep[] =>
    steps.map((step, index) => {
      const wrong = (field: string, message: string) =>
        context.addIssue({ code: 'custom', message, path: [index, field], input: step });
      const after = [...new Set(step.after ?? (index === 0 ? [] : [index - 1]))];
      if (after.some((earlier) => earlier >= index)) {
        const which = index === 1 ? 'step 0' : `earlier steps, 0 to ${index - 1}`;
        wrong('after', index === 0 ? 'must be empty: it is the first' : `must name ${which}`);
      }
      const [origin, target] = [step.origin_device ?? null, step.target_device ?? null];
      const kind = step.kind ?? (origin === null && target === null ? 'PROCESS' : 'MOVE');
      for (const [field, end] of [
        ['origin_device', origin],
        ['target_device', target],
      ] as const) {
        if (kind === 'MOVE' && end === null) wrong(field, 'must be given for a move');
        if (kind === 'PROCESS' && end !== null) wrong(field, 'belongs to a move only');
      }
      return {
        kind,
        name: step.name,
        device: step.device,
        data: step.data ?? {},
        after,
        origin_device: origin,
        target_device: target,
      };
    }),
  );

/** A plan as it is answered. */
export const PlanAnswer = z.array(
  z.object({
    kind: z.enum(STEP_KINDS),
    name: z.string(),
    device: z.string(),
    data: z.record(z.string(), z.unknown()),
    after: z.array(z.number()),
    origin_device: z.string().nullable(),
    target_device: z.string().nullable(),
  }),
) satisfies z.ZodType<PlannedStep[]>;
