import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import { jsonRows } from '@/lib/platform/db/json-rows';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvents } from '@/lib/platform/live/emit-live-event';
import { specimenState, type StateRule } from '../specimen-state';
import { writeWorkTests } from '../transitions/write-work-tests';
import type { TubeWork } from './tube-work';

type Tx = Pick<LabTx, '$executeRaw'>;

/** The rows of history of one tube, numbered on from its last. */
function historyOf({ tube, rows }: TubeWork) {
  return rows.map(({ hand, ...row }, index) => {
    const { actorKind, actorId, actorName } = actorColumns(hand.actor);
    return {
      id: newId(),
      specimen_id: tube.id,
      test_id: row.testId ?? null,
      sequence: tube.lastSequence + index + 1,
      action: row.action,
      from_state: row.fromState ?? null,
      to_state: row.toState ?? null,
      occurred_at: row.occurredAt,
      recorded_at: hand.now,
      implied: row.implied ?? false,
      stamps: row.stamps ?? null,
      device_id: row.deviceId ?? null,
      operator: row.operator ?? null,
      error_code_id: row.errorCodeId ?? null,
      rejection_reason_id: row.rejectionReasonId ?? null,
      reason: row.reason ?? null,
      informed: row.informed ?? null,
      comment: row.comment ?? null,
      source: hand.actor.kind === 'system' ? 'job' : hand.source,
      actor_kind: actorKind,
      actor_id: actorId,
      actor_name: actorName,
      request_id: hand.requestId,
    };
  });
}

async function writeHistory(tx: Tx, labId: string, works: readonly TubeWork[]): Promise<void> {
  const rows = works.flatMap(historyOf);
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO test_transitions (id, lab_id, specimen_id, test_id, sequence, action, from_state,
      to_state, occurred_at, recorded_at, implied, stamps, device_id, operator, error_code_id,
      rejection_reason_id, reason, informed, comment, source, actor_kind, actor_id, actor_name,
      request_id)
    SELECT id, ${labId}::uuid, specimen_id, test_id, sequence, action, from_state, to_state,
      occurred_at, recorded_at, implied, nullif(stamps, 'null'::jsonb), device_id, operator,
      error_code_id, rejection_reason_id, reason, informed, comment, source::source,
      actor_kind::actor_kind, actor_id, actor_name, request_id
    FROM jsonb_to_recordset(${jsonRows(rows)}::jsonb) AS told (id uuid, specimen_id uuid,
      test_id uuid, sequence int, action text, from_state text, to_state text,
      occurred_at timestamptz, recorded_at timestamptz, implied boolean, stamps jsonb,
      device_id uuid, operator text, error_code_id uuid, rejection_reason_id uuid, reason text,
      informed text, comment text, source text, actor_kind text, actor_id uuid, actor_name text,
      request_id text)`;
}

/**
 * Writes specimens that were worked on with their tests, history, state and version, a statement a
 * table, and tells those who watch. The tubes are held since before they were read.
 */
export async function writeTubes(
  tx: Tx,
  ctx: Pick<Ctx, 'lab' | 'now'>,
  works: readonly TubeWork[],
  states: readonly StateRule[],
): Promise<void> {
  if (works.length === 0) return;
  await writeWorkTests(
    tx,
    ctx,
    works.flatMap((work) => work.tests.filter((test) => work.moved.has(test.id))),
  );
  await writeHistory(tx, ctx.lab.id, works);
  const rows = works.map(({ tube, tests, rows: history }) => ({
    id: tube.id,
    state_key: specimenState(
      tests.map(({ state }) => state),
      states,
      tube.stateKey,
    ),
    version: tube.version,
    last_sequence: tube.lastSequence + history.length,
    specimen_type: tube.specimenType,
    parent_id: tube.parentId,
    collected_at: tube.collectedAt,
    received_at: tube.receivedAt,
    sources: tube.sources,
  }));
  await tx.$executeRaw`
    UPDATE specimens s SET state_key = told.state_key, version = told.version,
      last_sequence = told.last_sequence, specimen_type = told.specimen_type,
      parent_id = told.parent_id,
      relation = CASE WHEN told.parent_id IS NULL THEN NULL
        ELSE coalesce(s.relation, 'aliquot'::specimen_relation) END,
      collected_at = told.collected_at, received_at = told.received_at, sources = told.sources,
      updated_at = ${ctx.now}::timestamptz
    FROM jsonb_to_recordset(${jsonRows(rows)}::jsonb) AS told (id uuid, state_key text,
      version int, last_sequence int, specimen_type text, parent_id uuid,
      collected_at timestamptz, received_at timestamptz, sources jsonb)
    WHERE s.lab_id = ${ctx.lab.id}::uuid AND s.id = told.id`;
  await emitLiveEvents(
    tx,
    ctx.lab.id,
    'specimen',
    works.map(({ tube }) => ({ entityId: tube.number, version: tube.version })),
  );
}
