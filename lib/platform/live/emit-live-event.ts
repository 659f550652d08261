import type { LabTx } from '../db/lab-db';
import type { LiveKind } from '../live-kinds';

/**
 * Records in the writing transaction that something changed, and wakes the listeners at commit.
 * Identical notifications of one transaction are folded by PostgreSQL, so calling it for several
 * entities costs one.
 */
export async function emitLiveEvent(
  tx: Pick<LabTx, '$executeRaw'>,
  labId: string,
  event: { entity: LiveKind; entityId: string; version: number },
): Promise<void> {
  await tx.$executeRaw`
    WITH event AS (
      INSERT INTO live_events (lab_id, entity, entity_id, version)
      VALUES (${labId}::uuid, ${event.entity}, ${event.entityId}, ${event.version})
      RETURNING lab_id
    )
    SELECT pg_notify('benchwatch_live', lab_id::text) FROM event`;
}

/** The same for many entities of one kind, in one statement. */
export async function emitLiveEvents(
  tx: Pick<LabTx, '$executeRaw'>,
  labId: string,
  entity: LiveKind,
  events: readonly { entityId: string; version: number }[],
): Promise<void> {
  if (events.length === 0) return;
  const ids = events.map(({ entityId }) => entityId);
  const versions = events.map(({ version }) => version);
  await tx.$executeRaw`
    WITH event AS (
      INSERT INTO live_events (lab_id, entity, entity_id, version)
      SELECT ${labId}::uuid, ${entity}, told.id, told.version
      FROM unnest(${ids}::text[], ${versions}::int[]) AS told (id, version)
      RETURNING lab_id
    )
    SELECT pg_notify('benchwatch_live', lab_id::text) FROM event GROUP BY lab_id`;
}
