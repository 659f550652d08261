import { z } from 'zod';

/** What a message says, as `Reading.events` tells it: the event model in the interface's spelling. */

const time = z.string();
const specimen = z.object({ number: z.string() });
const code = z.object({ code: z.string() });
const text = z.string().nullable();

const ToldResult = z.object({
  analyte: code,
  value: z.string(),
  unit: text,
  reference_range: text,
  flags: z.array(z.string()),
  status: z.string(),
  observed_at: time.nullable(),
  comment: text,
  critical: z.boolean().optional(),
  device: z.string().optional(),
});
export type ToldResult = z.output<typeof ToldResult>;

const ToldTest = z.object({
  assay: code.nullable(),
  results: z.array(ToldResult),
  complete: z.boolean(),
  at: time,
});
export type ToldTest = z.output<typeof ToldTest>;

/** What `data` of a control holds: results as they were written, whatever they are. */
export const ToldControl = z.object({
  assay: text,
  results: z.array(
    z
      .object({
        analyte: text,
        value: text,
        unit: text,
        reference_range: text,
        flags: z.array(z.string()),
        status: text,
      })
      .transform(({ analyte, value, status, ...rest }): ToldResult => ({
        ...rest,
        analyte: { code: analyte ?? '' },
        value: value ?? '',
        status: status ?? '',
        observed_at: null,
        comment: null,
      })),
  ),
});

export const ToldEvent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('specimen.facts'),
    specimen,
    facts: z.object({
      type: text,
      collected_at: time.nullable(),
      received_at: time.nullable(),
      rejection: text,
      parents: z.array(z.string()),
    }),
    at: time,
  }),
  z.object({
    kind: z.literal('specimen.started'),
    specimen,
    assay: code.nullable(),
    at: time,
  }),
  z.object({
    kind: z.literal('specimen.resulted'),
    specimen,
    tests: z.array(ToldTest),
    at: time,
  }),
  z.object({
    kind: z.literal('specimen.failed'),
    specimen,
    assay: code.nullable(),
    error_code: z.string(),
    message: text,
    at: time,
  }),
  z.object({
    kind: z.literal('order.placed'),
    specimen,
    assays: z.array(code),
    priority: text,
    location: text,
    ordered_at: time.nullable(),
    at: time,
  }),
  z.object({
    kind: z.literal('order.cancelled'),
    specimen,
    assays: z.array(code),
    reason: text,
    at: time,
  }),
  z.object({ kind: z.literal('device.state'), code: z.string(), reason: text, at: time }),
  z.object({ kind: z.literal('device.heartbeat'), at: time }),
  z.object({
    kind: z.literal('device.event'),
    event: z.string(),
    severity: text,
    specimen: text,
    text: z.string(),
    data: z.unknown(),
    at: time,
  }),
  z.object({ kind: z.literal('container.moved'), data: z.unknown(), at: time }),
  z.object({ kind: z.literal('step.started'), data: z.unknown(), at: time }),
  z.object({ kind: z.literal('step.finished'), data: z.unknown(), at: time }),
]);
export type ToldEvent = z.output<typeof ToldEvent>;
