import { z } from 'zod';
import { lineField } from '@/lib/platform/http/named-list';
import { listAnswer, listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';
import { MappingTable } from '../mapping/contract';

export const MESSAGE_STATES = ['accepted', 'applied', 'quarantined', 'ignored'] as const;
export const MESSAGE_FORMATS = ['json', 'hl7', 'astm'] as const;
const PROOFS = ['signature', 'key', 'address'] as const;

/** Most messages that are named to be replayed, and most that are replayed in one go. */
const MOST_NAMED = 500;
export const MOST_REPLAYED = 5_000;

const filters = {
  device: lineField(120).optional().describe('Its name.'),
  code: lineField(64).optional().describe('Why it was not applied, such as unknown_specimen.'),
  from: timeField.optional().describe('Received since.'),
  to: timeField.optional().describe('Received before.'),
};

export const MessagesQuery = z.strictObject({
  ...listQueryShape,
  ...filters,
  status: z.enum(MESSAGE_STATES).optional(),
  format: z.enum(MESSAGE_FORMATS).optional(),
  specimen: lineField(64).optional().describe('The number of a specimen it names.'),
});
export type MessagesQuery = z.output<typeof MessagesQuery>;

export const Message = z.object({
  id: z.uuid(),
  device: z.string(),
  format: z.enum(MESSAGE_FORMATS),
  kind: z.string().nullable().describe('Such as ORU^R01 or specimen.resulted.'),
  control_id: z.string().nullable().describe('MSH-10.'),
  webhook_id: z.string(),
  status: z.enum(MESSAGE_STATES),
  code: z.string().nullable().describe('Why it was not applied, for programs.'),
  reason: z.string().nullable().describe('… and the remedy, for people.'),
  specimens: z.array(z.string()).describe('The numbers it names.'),
  awaits: z.string().nullable().describe('It is tried again when this specimen appears, …'),
  awaits_until: timeAnswer.nullable().describe('… until then.'),
  attempts: z.int(),
  next_attempt_at: timeAnswer.nullable(),
  size: z.int().describe('Bytes.'),
  proof: z.enum(PROOFS),
  sender: z.string(),
  received_at: timeAnswer,
  settled_at: timeAnswer.nullable(),
  cleared_at: timeAnswer.nullable().describe('When its bytes were cleared.'),
});
export type Message = z.output<typeof Message>;
export const MessageList = listAnswer(Message);

/** What reading a message with a table gives: events, or why it cannot be read. */
export const Reading = z.object({
  kind: z.string().nullable(),
  events: z.array(z.record(z.string(), z.unknown())),
  remarks: z.array(z.string()).describe('What is in it and is not acted on.'),
  error: z.string().nullable().describe('Why it cannot be read.'),
});
export type Reading = z.output<typeof Reading>;

export const MessageQuery = z.strictObject({
  raw: z
    .enum(['masked', 'full'])
    .default('masked')
    .describe(
      'full shows what is of a patient, to supervisors, and is written to the audit trail.',
    ),
});

export const MessageInFull = Message.extend({
  raw: z.string().nullable().describe('As text; null once it was cleared.'),
  raw_is: z.enum(['masked', 'full']),
  raw_base64: z.string().nullable().describe('The bytes as they came, where raw is full.'),
  read: Reading.nullable().describe('As the device’s table reads it now; null once cleared.'),
});
export type MessageInFull = z.output<typeof MessageInFull>;

export const MessageParams = z.object({ id: z.string() });

export const Replay = z
  .strictObject({
    ids: z
      .array(z.uuid('must be the id of a message'))
      .min(1, 'must name a message')
      .max(MOST_NAMED, `may name ${MOST_NAMED} messages`)
      .optional(),
    ...filters,
    status: z.enum(['quarantined', 'ignored']).optional().describe('quarantined unless given.'),
  })
  .refine(
    ({ ids, ...rest }) =>
      (ids === undefined) !== Object.values(rest).every((value) => value === undefined),
    { path: ['ids'], message: 'must name messages, or leave it out and say which by the filters' },
  );
export type Replay = z.output<typeof Replay>;

export const Replayed = z.object({
  replayed: z.int(),
  left: z
    .int()
    .describe('Named or found and not replayed: cleared, waiting already, or beyond 5,000.'),
});
export type Replayed = z.output<typeof Replayed>;

export const MappingAnswer = z.object({
  version: z.int().describe('0 is the default, which nobody has changed.'),
  table: MappingTable,
  updated_at: timeAnswer.nullable(),
  updated_by: z.string().nullable(),
});
export type MappingAnswer = z.output<typeof MappingAnswer>;

export const MappingChange = z.strictObject({
  version: z
    .int({ error: 'must be the version that was read' })
    .min(0, 'must be the version that was read'),
  table: MappingTable,
});
export type MappingChange = z.output<typeof MappingChange>;

export const MappingTry = z.strictObject({
  table: MappingTable,
  last: z
    .int()
    .min(1, 'must be 1 at least')
    .max(200, 'must be 200 at most')
    .nullish()
    .transform((count) => count ?? 20)
    .describe('How many of the latest stored messages: 20 unless given.'),
});
export type MappingTry = z.output<typeof MappingTry>;

export const TriedMapping = z.object({
  tried: z.int(),
  changed: z.int(),
  data: z.array(
    z.object({
      id: z.uuid(),
      received_at: timeAnswer,
      format: z.enum(MESSAGE_FORMATS),
      status: z.enum(MESSAGE_STATES),
      changed: z.boolean(),
      before: Reading,
      after: Reading,
    }),
  ),
});
export type TriedMapping = z.output<typeof TriedMapping>;
