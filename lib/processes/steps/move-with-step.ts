import { moveByPlace, moveContainer } from '@/lib/containers/moves/move-container';
import { moveContainerIn } from '@/lib/containers/moves/move-container-in';
import { placeTransaction } from '@/lib/containers/places/place-transaction';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { MoveByPlaceWithStep, MovedWithStep, MoveWithStep, NewStep } from '../contract';
import { readySteps, writeSteps, type FieldOf } from './record-steps';
import { stepsById } from './step-row';

const OF_ENDS: Partial<Record<keyof NewStep, string>> = {
  origin_device: 'source_device',
  origin_pos: 'source_pos',
  target_device: 'target_device',
  target_pos: 'target_pos',
};

const fieldOf: FieldOf = (_, field) => OF_ENDS[field] ?? `step.${field}`;

type Told = NonNullable<MoveWithStep['step']>;

function stepOf(told: Told, ends: Omit<MoveWithStep, 'step'>): NewStep {
  return {
    kind: 'MOVE',
    name: told.name,
    device: told.device,
    start: told.start,
    finish: told.finish ?? null,
    status: told.status,
    data: told.data ?? {},
    container: null,
    experiment_uuid: told.experiment_uuid ?? null,
    simulated: false,
    origin_device: ends.source_device,
    origin_pos: ends.source_pos,
    target_device: ends.target_device,
    target_pos: ends.target_pos,
    lidded_before: told.lidded_before ?? null,
    lidded_after: told.lidded_after ?? null,
    barcode_read: told.barcode_read ?? null,
    apply: true,
  };
}

/**
 * Moves a container (null: whatever stands at the source) and, where a step is told with it, records
 * that: place, history and step in one transaction, or none of them. Refused as moveContainer is.
 */
export async function moveWithStep(
  ctx: Ctx,
  ref: string | null,
  given: MoveWithStep | MoveByPlaceWithStep,
): Promise<MovedWithStep> {
  authorize(ctx, 'platform.write');
  const { step: told, ...move } = given;
  if (!told) return ref === null ? moveByPlace(ctx, move) : moveContainer(ctx, ref, move);
  const { source_device, source_pos, target_device, target_pos } = move;
  const ends = { source_device, source_pos, target_device, target_pos };
  const barcode = 'barcode' in move ? (move.barcode ?? null) : null;
  const done = await placeTransaction(ctx, async (tx) => {
    const [ready] = await readySteps(tx, ctx, [stepOf(told, ends)], fieldOf);
    if (!ready) throw new Error('One step makes one step');
    const { container, moveId } = await moveContainerIn(tx, ctx, ref, ends, { barcode });
    const ids = await writeSteps(tx, ctx, [{ ...ready, containerId: container.id, moveId }]);
    return { container, moveId, ids };
  });
  const [step] = await stepsById(ctx.db, ctx.lab.id, done.ids);
  return { status: 'success', container: done.container, move_id: done.moveId, step };
}
