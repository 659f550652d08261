import { z } from 'zod';
import { listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';

const word = z.string().trim().min(1, 'must not be empty').max(200);

/** What narrows the audit trail; without any, all of the lab's events. */
export const auditFilterShape = {
  from: timeField.optional().describe('Events at or after this time.'),
  to: timeField.optional().describe('Events before this time.'),
  actor: word.optional().describe('Part of the name of who did it, capitals aside, or their id.'),
  action: word.optional().describe('Such as assay.update; assay. stands for all of assays.'),
  entity: word.optional().describe('What kind of thing, such as specimen.'),
  entity_id: word.optional().describe('The id of the thing, or the number of a specimen.'),
  request_id: word.optional().describe('Part of the request id, capitals aside.'),
};

export const AuditFilter = z.strictObject(auditFilterShape);
export type AuditFilter = z.output<typeof AuditFilter>;

export const AuditListQuery = z.strictObject({ ...listQueryShape, ...auditFilterShape });
export type AuditListQuery = z.output<typeof AuditListQuery>;

/** One event of the trail. */
export const AuditEventAnswer = z.object({
  id: z.string(),
  at: timeAnswer,
  actor: z.object({
    kind: z.enum(['person', 'key', 'system']),
    id: z.string().nullable(),
    name: z.string().describe('As it stood.'),
  }),
  action: z.string(),
  entity: z.string(),
  entity_id: z.string().nullable(),
  specimen_id: z.string().nullable().describe('The number of the specimen it is about.'),
  request_id: z.string(),
  reason: z.string().nullable(),
  before: z.unknown().describe('How the thing stood, as an object; null for nothing told.'),
  after: z.unknown().describe('How it stands since, likewise.'),
  seal: z
    .object({ position: z.int(), hash: z.string(), sealed_at: timeAnswer })
    .nullable()
    .describe("Its place in the lab's chain; null for the few seconds until it is sealed."),
});
export type AuditEventAnswer = z.output<typeof AuditEventAnswer>;

/** How far the lab's trail is sealed and anchored. */
export const AuditStatus = z.object({
  sealed_to: z.int().describe('Position of the last sealed row; 0 for none.'),
  sealed_at: timeAnswer.nullable(),
  unsealed: z.int().describe('Events that wait for their seal.'),
  late: z.int().describe('Of these, such as have waited for more than a minute.'),
  anchor: z.object({ position: z.int(), at: timeAnswer }).nullable(),
  anchor_agrees: z
    .boolean()
    .describe('Whether the row of the last anchor is there and bears its hash.'),
});
export type AuditStatus = z.output<typeof AuditStatus>;
