import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { lockEndsIn, moveContainerIn } from '@/lib/containers/moves/move-container-in';
import { PlaceRefused } from '@/lib/containers/places/place-refused';
import { placeTransaction } from '@/lib/containers/places/place-transaction';
import { deviceIdsOf } from '@/lib/devices/device-names';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvents } from '@/lib/platform/live/emit-live-event';
import type { NewStep, Step } from '../contract';
import { checkExperiments, findContainers, type Named } from './find-references';
import { insertSteps, type ReadyStep } from './insert-steps';
import { linkMoves, type ToldMove } from './link-moves';
import { endsOfMove, fieldOfEnd } from './move-ends';
import { stepsById } from './step-row';

/** What a field of a step is called in the request. */
export type FieldOf = (index: number, field: keyof NewStep) => string;

/** A thousand steps that all move something take a while. */
const TIMEOUT_MS = 60_000;

/** The names that the steps give in some of their fields, with where they stand. */
function namesIn(
  steps: readonly NewStep[],
  fieldOf: FieldOf,
  fields: readonly (
    'device' | 'origin_device' | 'target_device' | 'container' | 'experiment_uuid'
  )[],
): Named[] {
  return steps.flatMap((step, index) =>
    fields.flatMap((field) => {
      const name = step[field];
      return name === null ? [] : [{ field: fieldOf(index, field), name }];
    }),
  );
}

/** The steps with the ids of all they name, or 422 for every field that names what is not here. */
export async function readySteps(
  db: Pick<LabTx, '$queryRaw' | 'experiment'>,
  ctx: Ctx,
  steps: readonly NewStep[],
  fieldOf: FieldOf,
): Promise<ReadyStep[]> {
  const devices = namesIn(steps, fieldOf, ['device', 'origin_device', 'target_device']);
  const deviceIds = await deviceIdsOf(
    db,
    ctx,
    devices.map(({ name }) => name),
    (index) => devices[index]?.field ?? 'device',
  );
  const containers = await findContainers(db, ctx, namesIn(steps, fieldOf, ['container']));
  await checkExperiments(db, namesIn(steps, fieldOf, ['experiment_uuid']));
  const deviceIdOf = (name: string) => {
    const id = deviceIds.get(name);
    if (id === undefined) throw new Error('A device that was not looked for');
    return id;
  };
  return steps.map((given) => ({
    id: newId(),
    given,
    deviceId: deviceIdOf(given.device),
    originDeviceId: given.origin_device && deviceIdOf(given.origin_device),
    targetDeviceId: given.target_device && deviceIdOf(given.target_device),
    containerId: given.container === null ? null : (containers.get(given.container) ?? null),
    moveId: null,
  }));
}

function toldMoveOf(step: ReadyStep): ToldMove | null {
  const { given, containerId, originDeviceId, targetDeviceId } = step;
  const { origin_pos: originSlot, target_pos: targetSlot, start, finish } = given;
  if (given.apply || given.simulated || containerId === null || finish === null) return null;
  if (originDeviceId === null || originSlot === null) return null;
  if (targetDeviceId === null || targetSlot === null) return null;
  return { containerId, originDeviceId, originSlot, targetDeviceId, targetSlot, start, finish };
}

/** A refused move says where things stood when its turn came: after moves that are not kept either. */
function afterOthers(error: unknown, moved: number): unknown {
  if (!(error instanceof PlaceRefused) || moved === 0) return error;
  const others = moved === 1 ? 'the move' : `the ${moved} moves`;
  const detail = `${error.refusal.detail} That is after ${others} before it in this request; none of them was kept.`;
  return new PlaceRefused({ ...error.refusal, detail });
}

/** Moves what the steps are to move, in their order, and links the others with moves there are. */
async function withMoves(
  tx: LabTx,
  ctx: Ctx,
  steps: readonly ReadyStep[],
  fieldOf: FieldOf,
): Promise<ReadyStep[]> {
  const linked = await linkMoves(tx, ctx, steps.map(toldMoveOf));
  const moving = steps.map(({ given }, index) => {
    const ends = given.apply ? endsOfMove(given) : null;
    return ends && { ends, fieldNames: fieldOfEnd((field) => fieldOf(index, field)) };
  });
  await lockEndsIn(
    tx,
    ctx,
    moving.filter((move) => move !== null),
  );
  const done: ReadyStep[] = [];
  let count = 0;
  for (const [index, step] of steps.entries()) {
    const move = moving[index] ?? null;
    if (move === null) {
      done.push({ ...step, moveId: linked[index] ?? null });
      continue;
    }
    const { ends, fieldNames } = move;
    const moved = await moveContainerIn(tx, ctx, step.containerId, ends, { fieldNames }).catch(
      (error: unknown) => {
        throw afterOthers(error, count);
      },
    );
    count += 1;
    done.push({ ...step, containerId: moved.container.id, moveId: moved.moveId });
  }
  return done;
}

/** What the audit trail keeps of a request: the steps themselves are history. */
function auditEntryOf(steps: readonly ReadyStep[], experiments: readonly string[]) {
  const [first] = steps;
  const applied = steps.filter(({ given }) => given.apply).length;
  return {
    action: 'step.record',
    entity: 'step',
    ...(first && steps.length === 1 ? { entityId: first.id } : {}),
    after: { count: steps.length, applied, experiments: experiments.slice(0, 20) },
  };
}

/** Writes steps with one audit event, and tells the listeners of their experiments. */
export async function writeSteps(
  tx: LabTx,
  ctx: Ctx,
  steps: readonly ReadyStep[],
): Promise<string[]> {
  await insertSteps(tx, ctx, steps);
  const experiments = [...new Set(steps.flatMap(({ given }) => given.experiment_uuid ?? []))];
  await recordAuditEvent(tx, ctx, auditEntryOf(steps, experiments));
  await emitLiveEvents(
    tx,
    ctx.lab.id,
    'experiment',
    experiments.map((entityId) => ({ entityId, version: 0 })),
  );
  return steps.map(({ id }) => id);
}

/**
 * Records steps, all or none. Names that this lab does not have are 422, each named. A move is
 * recorded and linked with the container's move (see linkMoves); with `apply` the container is moved
 * too, in the same transaction, and where that is refused nothing is recorded: 409 with who is
 * there, kept as a placement conflict. The same step told twice is two steps.
 */
export async function recordSteps(
  ctx: Ctx,
  given: { rows: readonly NewStep[]; many: boolean },
): Promise<Step[]> {
  authorize(ctx, 'platform.write');
  const { rows, many } = given;
  const fieldOf: FieldOf = (index, field) => (many ? `steps.${index}.${field}` : field);
  const ids = await placeTransaction(
    ctx,
    async (tx) => {
      const ready = await readySteps(tx, ctx, rows, fieldOf);
      return writeSteps(tx, ctx, await withMoves(tx, ctx, ready, fieldOf));
    },
    { timeout: TIMEOUT_MS },
  );
  return stepsById(ctx.db, ctx.lab.id, ids);
}
