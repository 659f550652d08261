import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { NewStep } from '../contract';

/** A step with everything its names stand for. */
export type ReadyStep = {
  id: string;
  given: NewStep;
  deviceId: string;
  originDeviceId: string | null;
  targetDeviceId: string | null;
  containerId: string | null;
  moveId: string | null;
};

function columnsOf(step: ReadyStep) {
  const { given } = step;
  return {
    id: step.id,
    kind: given.kind,
    name: given.name,
    device_id: step.deviceId,
    container_id: step.containerId,
    experiment_id: given.experiment_uuid,
    started_at: given.start,
    finished_at: given.finish,
    status: given.status,
    simulated: given.simulated,
    data: given.data,
    origin_device_id: step.originDeviceId,
    origin_slot: given.origin_pos,
    target_device_id: step.targetDeviceId,
    target_slot: given.target_pos,
    lidded_before: given.lidded_before,
    lidded_after: given.lidded_after,
    barcode_read: given.barcode_read,
    move_id: step.moveId,
  };
}

/** Writes steps by one statement. */
export async function insertSteps(
  tx: LabTx,
  ctx: Pick<Ctx, 'lab' | 'actor' | 'now'>,
  steps: readonly ReadyStep[],
): Promise<void> {
  const rows = JSON.stringify(steps.map(columnsOf));
  const { actorKind, actorId, actorName } = actorColumns(ctx.actor);
  await tx.$executeRaw`
    INSERT INTO steps (lab_id, id, kind, name, device_id, container_id, experiment_id, started_at,
      finished_at, status, simulated, data, origin_device_id, origin_slot, target_device_id,
      target_slot, lidded_before, lidded_after, barcode_read, move_id, created_at, actor_kind,
      actor_id, actor_name)
    SELECT ${ctx.lab.id}::uuid, t.*, ${ctx.now}::timestamptz, ${actorKind}::actor_kind,
      ${actorId}::uuid, ${actorName}
    FROM jsonb_to_recordset(${rows}::jsonb) AS t(id uuid, kind step_kind, name text,
      device_id uuid, container_id uuid, experiment_id uuid, started_at timestamptz,
      finished_at timestamptz, status text, simulated boolean, data jsonb, origin_device_id uuid,
      origin_slot int, target_device_id uuid, target_slot int, lidded_before boolean,
      lidded_after boolean, barcode_read boolean, move_id uuid)`;
}
