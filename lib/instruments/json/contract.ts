import { z } from 'zod';
import { stateCodeField } from '@/lib/devices/states/state-table';
import { MoveByPlaceWithStep, NewStep, StepEnd } from '@/lib/processes/contract';
import { NewResult } from '@/lib/results/contract';
import { SPECIMEN_NUMBER } from '@/lib/specimens/contract';
import { lineField } from '@/lib/platform/http/named-list';
import { oneOrMany } from '@/lib/platform/http/one-or-many';
import { timeField } from '@/lib/platform/http/time-field';

/** Most events of one message. */
export const MOST_EVENTS = 1_000;

const specimenField = z
  .string({ error: 'must be the number on the label' })
  .regex(SPECIMEN_NUMBER, 'must be 1 to 64 of A-Z a-z 0-9 . _ : -');
const assayField = lineField(64)
  .optional()
  .describe('Code of the test’s assay; may be left out where it is clear.');

/** `data` is checked as the request it stands for, and handed on as it was sent. */
function sentAs<S extends z.ZodType>(schema: S) {
  const { $schema, ...described } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  void $schema;
  return z
    .unknown()
    .superRefine((data, context) => {
      for (const issue of schema.safeParse(data).error?.issues ?? []) {
        const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
        if (keys.length === 0) {
          context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message });
        }
        for (const key of keys) {
          const message = 'is not known here; remove it or check its spelling';
          context.addIssue({ code: 'custom', path: [...issue.path, key], message });
        }
      }
    })
    .meta(described);
}

function event<T extends string, D extends z.ZodType>(type: T, data: D) {
  return z.strictObject({
    type: z.literal(type),
    time: timeField.optional().describe('When it came about; when it was received if left out.'),
    data,
  });
}

/** What ends a step, as `PATCH /steps/{id}` takes it. */
export const StepFinished = z.strictObject({
  id: z.uuid('must be the id of a step'),
  ...StepEnd.shape,
});

export const EVENTS = {
  'specimen.started': event(
    'specimen.started',
    z.strictObject({ specimen_id: specimenField, assay: assayField }),
  ),
  'specimen.resulted': event(
    'specimen.resulted',
    z.strictObject({
      specimen_id: specimenField,
      assay: assayField,
      results: z
        .array(NewResult, { error: 'must be an array of results' })
        .min(1, 'must have a result')
        .max(200, 'may have 200 results'),
    }),
  ),
  'specimen.failed': event(
    'specimen.failed',
    z.strictObject({
      specimen_id: specimenField,
      assay: assayField,
      error_code: lineField(64),
      message: z
        .string({ error: 'must be text' })
        .trim()
        .max(2_000, 'must have at most 2000 characters')
        .optional(),
    }),
  ),
  'device.state': event(
    'device.state',
    z.strictObject({ code: stateCodeField.describe('HL7 table 0365, such as OP, ES or MA.') }),
  ),
  'device.heartbeat': event('device.heartbeat', z.strictObject({}).optional()),
  'container.moved': event('container.moved', sentAs(MoveByPlaceWithStep)),
  'step.started': event('step.started', sentAs(NewStep)),
  'step.finished': event('step.finished', sentAs(StepFinished)),
} as const;

const TYPES = Object.keys(EVENTS);

/** One thing that an instrument says. */
export const JsonEvent = z.discriminatedUnion(
  'type',
  [
    EVENTS['specimen.started'],
    EVENTS['specimen.resulted'],
    EVENTS['specimen.failed'],
    EVENTS['device.state'],
    EVENTS['device.heartbeat'],
    EVENTS['container.moved'],
    EVENTS['step.started'],
    EVENTS['step.finished'],
  ],
  {
    error: (issue) =>
      issue.code === 'invalid_union' ? `must be one of ${TYPES.join(', ')}` : 'must be an event',
  },
);
export type JsonEvent = z.output<typeof JsonEvent>;

/** A JSON message: an event, or an array of them. */
export const JsonMessage = oneOrMany(JsonEvent, 'events', MOST_EVENTS);
