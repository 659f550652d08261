import { z } from 'zod';
import { lineField } from '@/lib/platform/http/named-list';
import { STEP_KINDS } from '../experiments/planned-step';
import { stepDataField } from '../steps/step-data';

export const MOST_ESTIMATES = 1_000;
export const MOST_SOURCES = 20;
/** Parameters never used before are compared with so many sets, and those of so many latest steps. */
export const MOST_SETS = 200;
export const MOST_LATEST = 200;

const device = lineField(120);
const ignored = z.unknown().optional();

/**
 * A step to estimate, as POST /steps or a plan takes it. What says nothing of its duration may be
 * there and is ignored.
 */
const OneStep = z
  .strictObject({
    kind: z.enum(STEP_KINDS).nullish(),
    name: lineField(200),
    device: device.nullish(),
    data: stepDataField.nullish(),
    origin_device: device.nullish(),
    target_device: device.nullish(),
    origin_pos: ignored,
    target_pos: ignored,
    after: ignored,
    start: ignored,
    finish: ignored,
    status: ignored,
    container: ignored,
    experiment_uuid: ignored,
    simulated: ignored,
    lidded_before: ignored,
    lidded_after: ignored,
    barcode_read: ignored,
    apply: ignored,
  })
  .transform((step, context): StepToEstimate => {
    const [origin, target] = [step.origin_device ?? null, step.target_device ?? null];
    const kind = step.kind ?? (origin === null && target === null ? 'PROCESS' : 'MOVE');
    for (const [field, end] of [
      ['origin_device', origin],
      ['target_device', target],
    ] as const) {
      const wrong = (message: string) =>
        context.addIssue({ code: 'custom', message, path: [field], input: step });
      if (kind === 'MOVE' && end === null) wrong('must be given for a move');
      if (kind === 'PROCESS' && end !== null) wrong('belongs to a move only');
    }
    return {
      kind,
      name: step.name,
      device: step.device ?? null,
      data: step.data ?? {},
      origin_device: origin,
      target_device: target,
    };
  });

/** What decides how long a step takes. Both ends are given of a move, none of another step. */
export type StepToEstimate = {
  kind: (typeof STEP_KINDS)[number];
  name: string;
  device: string | null;
  data: Record<string, unknown>;
  origin_device: string | null;
  target_device: string | null;
};

export const EstimateRequest = z.strictObject({
  steps: z
    .array(OneStep)
    .min(1, 'must not be empty')
    .max(MOST_ESTIMATES, `must have at most ${MOST_ESTIMATES.toLocaleString('en')} steps`),
  confidence: z
    .number()
    .min(0, 'must be from 0 to 1')
    .max(1, 'must be from 0 to 1')
    .default(0.95)
    .describe('Which quantile of the samples, from ten samples on.'),
});
export type EstimateRequest = z.output<typeof EstimateRequest>;

export const ESTIMATE_METHODS = ['move', 'protocol', 'general'] as const;

export const Estimate = z.object({
  seconds: z.number().nullable().describe('null without history'),
  samples: z.number().int().describe('How many finished steps it is made from.'),
  method: z.enum(ESTIMATE_METHODS),
  from: z
    .array(z.uuid())
    .max(MOST_SOURCES)
    .describe('Steps whose durations are at and next to it, the shortest first.'),
});
export type Estimate = z.output<typeof Estimate>;

export const EstimateAnswer = z.object({
  estimates: z.array(Estimate).describe('In the order of the steps asked for.'),
  total_seconds: z
    .number()
    .nullable()
    .describe('The sum of those that are known; null if none is.'),
});
export type EstimateAnswer = z.output<typeof EstimateAnswer>;
