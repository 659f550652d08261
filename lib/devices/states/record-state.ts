import { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { type Actor, actorColumns } from '@/lib/platform/access/actor';
import { isPersonRole } from '@/lib/platform/access/roles';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, invalidField } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { refuseFuture } from '@/lib/specimens/refuse-future';
import { sourceOf } from '@/lib/specimens/source-of';
import { findDevice } from '../find-device';
import type { NewState, StateChangeAnswer } from './contract';
import { stateChangeOf } from './state-change-row';

/** Only a person's state holds over the device's own; what a machine says is the device's own. */
function mayHold(actor: Actor): boolean {
  return actor.kind !== 'system' && isPersonRole(actor.role);
}

const Held = z.array(z.object({ held: z.boolean() }));

/** Whether a person's state holds at a moment. */
export async function isHeld(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  deviceId: string,
  at: Date,
): Promise<boolean> {
  const [last] = Held.parse(
    await tx.$queryRaw`
      SELECT held FROM device_state_changes
      WHERE lab_id = ${ctx.lab.id}::uuid AND device_id = ${deviceId}::uuid
        AND at <= ${at}::timestamptz AND (held OR clears)
      ORDER BY at DESC, recorded_at DESC, id DESC LIMIT 1`,
  );
  return last?.held ?? false;
}

/**
 * Records what a device says of itself, or a person of it, which holds until it is cleared unless
 * `held` is false. An instrument's key speaks of its own device. 409 for a retired device, and for
 * clearing where nothing is held; 422 for a machine that would hold a state, or a time ahead.
 */
export async function recordState(
  ctx: Ctx,
  name: string,
  given: NewState,
): Promise<StateChangeAnswer> {
  return ctx.db.$transaction(async (tx) => {
    const deviceId = await findDevice(tx, ctx, 'device_states.write', name, 'lock');
    const clears = given.clears ?? false;
    const held = !clears && (given.held ?? ctx.actor.kind === 'person');
    if (held && !mayHold(ctx.actor)) {
      throw invalidField('held', 'is for people: leave it out, the device speaks for itself');
    }
    if (clears && !mayHold(ctx.actor)) {
      throw invalidField('clears', 'is for people: leave it out, the device speaks for itself');
    }
    const at = given.at ?? ctx.now;
    refuseFuture([['at', at]], ctx.now);
    const device = await tx.device.findUniqueOrThrow({
      where: { id: deviceId },
      select: { name: true, retiredAt: true },
    });
    if (device.retiredAt !== null) {
      throw new AppError('conflict', `${device.name} is retired and has no state any more.`);
    }
    if (clears && !(await isHeld(tx, ctx, deviceId, at))) {
      throw new AppError('conflict', `No state of ${device.name} is held at that time.`);
    }
    const row = await tx.deviceStateChange.create({
      data: {
        id: newId(),
        labId: ctx.lab.id,
        deviceId,
        code: clears ? null : (given.code ?? null),
        held,
        clears,
        at,
        recordedAt: ctx.now,
        reason: given.reason ?? null,
        source: sourceOf(ctx.actor),
        ...actorColumns(ctx.actor),
        requestId: ctx.requestId,
      },
    });
    const answer = stateChangeOf(row);
    await recordAuditEvent(tx, ctx, {
      action: clears ? 'device.clear_state' : 'device.state',
      entity: 'device',
      entityId: deviceId,
      after: { device: device.name, ...answer },
      ...(given.reason ? { reason: given.reason } : {}),
    });
    await emitLiveEvent(tx, ctx.lab.id, { entity: 'device', entityId: deviceId, version: 0 });
    return answer;
  });
}
