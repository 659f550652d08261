import { actorColumns, type Actor } from '@/lib/platform/access/actor';
import { jsonRows } from '@/lib/platform/db/json-rows';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import type { AuditEntry } from './record-audit-event';

/** One audit event of many, with whoever did it and when. */
export type AuditEntryOf = AuditEntry & { actor: Actor; requestId: string; at: Date };

/** Writes many audit events in the transaction of the changes they tell of, in one statement. */
export async function recordAuditEvents(
  tx: Pick<LabTx, '$executeRaw'>,
  labId: string,
  entries: readonly AuditEntryOf[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ actor, requestId, at, ...entry }) => {
    const { actorKind, actorId, actorName } = actorColumns(actor);
    return {
      id: newId(),
      at,
      actor_kind: actorKind,
      actor_id: actorId,
      actor_name: actorName,
      action: entry.action,
      entity: entry.entity,
      entity_id: entry.entityId ?? null,
      request_id: requestId,
      before: entry.before ?? null,
      after: entry.after ?? null,
      reason: entry.reason ?? null,
    };
  });
  await tx.$executeRaw`
    INSERT INTO audit_events (id, lab_id, at, actor_kind, actor_id, actor_name, action, entity,
      entity_id, request_id, before, after, reason)
    SELECT id, ${labId}::uuid, at, actor_kind::actor_kind, actor_id, actor_name, action, entity,
      entity_id, request_id, nullif(before, 'null'::jsonb), nullif(after, 'null'::jsonb), reason
    FROM jsonb_to_recordset(${jsonRows(rows)}::jsonb) AS told (id uuid, at timestamptz,
      actor_kind text, actor_id uuid, actor_name text, action text, entity text, entity_id text,
      request_id text, before jsonb, after jsonb, reason text)
    ORDER BY id`;
}
