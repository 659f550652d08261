import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { invalidField, notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { appendMoves } from './append-moves';
import { containersById } from '../container-row';
import type { Container, MoveEnds } from '../contract';
import {
  findPlaces,
  type KnownPlace,
  lockPlaces,
  type NamedPlace,
  type Occupant,
  occupantsOf,
  placeKey,
  refuseMissing,
} from '../places/lock-places';
import { LookAgain, PlaceRefused } from '../places/place-refused';
import type { FieldNames } from '../places/place-transaction';
import { named, occupantText, placeText, whereText } from '../places/place-words';
import { containerIdOf, presentIdByBarcode } from '../read-container';

type Options = { barcode?: string | null; fieldNames?: FieldNames };

const asSent: FieldNames = (field) => field;

function placesOf(ends: MoveEnds, name: FieldNames): NamedPlace[] {
  return [
    {
      device: ends.source_device,
      position: ends.source_pos,
      deviceField: name('source_device'),
      positionField: name('source_pos'),
    },
    {
      device: ends.target_device,
      position: ends.target_pos,
      deviceField: name('target_device'),
      positionField: name('target_pos'),
    },
  ];
}

/**
 * Holds every place that several moves of one transaction name, at its beginning and in one order,
 * so that two such transactions cannot wait for each other. 422 as the moves would give it.
 */
export async function lockEndsIn(
  tx: LabTx,
  ctx: Ctx,
  moves: readonly { ends: MoveEnds; fieldNames?: FieldNames }[],
): Promise<void> {
  const named = moves.flatMap(({ ends, fieldNames }) => placesOf(ends, fieldNames ?? asSent));
  const places = await findPlaces(tx, ctx, named);
  refuseMissing(places, await lockPlaces(tx, ctx, places));
}

/** The container that is meant, as far as that is known before the places are held. */
async function meant(
  tx: LabTx,
  ctx: Ctx,
  ref: string | null,
  barcode: string | null,
): Promise<string | null> {
  if (ref !== null) return containerIdOf(tx, ctx, ref);
  return barcode === null ? null : presentIdByBarcode(tx, ctx, barcode);
}

function notThereText(
  wanted: Container | null,
  barcode: string | null,
  source: KnownPlace,
  there: Occupant | undefined,
): string {
  const place = placeText(source.device, source.slot);
  const here = there ? `there stands ${occupantText(there)}` : 'nothing stands there';
  if (wanted) return `${named(wanted)} is not on ${place}: ${here}, and it ${whereText(wanted)}.`;
  if (barcode !== null) return `No container ${barcode} is known on ${place}: ${here}.`;
  return `There is no container on ${place}: ${here}.`;
}

/**
 * Moves a container within a transaction begun by `placeTransaction`: `ref` is its id or barcode, or
 * null for whatever stands at the source; then `barcode`, if given, must not be another than its own.
 * Takes its lid's place as it is. Throws PlaceRefused, which placeTransaction turns into a kept
 * conflict and 409; 422 for places there are not, 404 for an unknown ref.
 */
export async function moveContainerIn(
  tx: LabTx,
  ctx: Ctx,
  ref: string | null,
  ends: MoveEnds,
  { barcode = null, fieldNames = asSent }: Options = {},
): Promise<{ container: Container; moveId: string }> {
  authorize(ctx, 'platform.write');
  const [from, to] = await findPlaces(tx, ctx, placesOf(ends, fieldNames));
  if (!from || !to) throw new Error('A move has two ends');
  if (placeKey(from) === placeKey(to)) {
    throw invalidField(fieldNames('target_pos'), 'is where the move begins: it must be elsewhere');
  }
  const id = await meant(tx, ctx, ref, barcode);
  refuseMissing([from, to], await lockPlaces(tx, ctx, [from, to]));
  const occupants = await occupantsOf(tx, ctx, [from, to]);
  const source = occupants.get(placeKey(from));
  const target = occupants.get(placeKey(to));
  const standing = source?.thing === 'container' ? source.container : undefined;
  const wanted = id === null ? null : await stillMeant(tx, ctx, id, ref ?? barcode);

  const other =
    standing !== undefined && (wanted ? wanted.id !== standing.id : isOther(standing, barcode));
  if (standing === undefined || other) {
    throw new PlaceRefused({
      kind: 'NOT_THERE',
      container: wanted,
      occupant: (source ?? target)?.container ?? null,
      from: { deviceId: from.deviceId, slot: from.slot },
      to: { deviceId: to.deviceId, slot: to.slot },
      detail: notThereText(wanted, barcode, from, source),
      field: fieldNames('source_pos'),
    });
  }
  if (target) {
    throw new PlaceRefused({
      kind: 'TARGET_TAKEN',
      container: standing,
      occupant: target.container,
      from: { deviceId: from.deviceId, slot: from.slot },
      to: { deviceId: to.deviceId, slot: to.slot },
      detail: `${placeText(to.device, to.slot)} is taken: there stands ${occupantText(target)}. ${named(standing)} ${whereText(standing)} still.`,
      field: fieldNames('target_pos'),
    });
  }
  const [move] = await appendMoves(tx, ctx, [
    { containerId: standing.id, action: 'move', thing: 'container', from, to },
  ]);
  if (!move) throw new Error('A move was not written');
  await recordAuditEvent(tx, ctx, {
    action: 'container.move',
    entity: 'container',
    entityId: standing.id,
    before: { device: from.device, position: from.slot },
    after: { device: to.device, position: to.slot },
  });
  return { container: { ...standing, device: to.device, position: to.slot }, moveId: move.id };
}

/** A barcode that was read is another than what stands there is known by; one without has none. */
function isOther(standing: Container, barcode: string | null): boolean {
  return barcode !== null && standing.barcode !== null && standing.barcode !== barcode;
}

/** The container as it now stands; its barcode may have gone to another while the places were waited for. */
async function stillMeant(tx: LabTx, ctx: Ctx, id: string, ref: string | null): Promise<Container> {
  const container = (await containersById(tx, ctx.lab.id, [id])).get(id);
  if (!container) throw notFound('container');
  if (ref !== null && !isId(ref) && (container.removed || container.barcode !== ref)) {
    throw new LookAgain();
  }
  return container;
}
