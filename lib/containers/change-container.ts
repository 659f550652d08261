import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError, invalidField } from '@/lib/platform/errors';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { appendMoves, type NewMove } from './moves/append-moves';
import { containersById } from './container-row';
import type { Changes, Container, ContainerChange } from './contract';
import { type HeldContainer, lockContainer } from './places/lock-container';
import { placeKey } from './places/lock-places';
import { named, whereText } from './places/place-words';
import { placeTransaction } from './places/place-transaction';
import { presentIdByBarcode } from './read-container';
import { refuseTaken } from './places/refuse-taken';

/** What of the container itself becomes another, as history keeps it. */
function changesOf(container: Container, given: ContainerChange): Changes {
  const changes: Changes = {};
  const { barcode, name, filled, labware_uuid } = given;
  if (barcode !== undefined && barcode !== container.barcode) changes.barcode = barcode;
  if (name !== undefined && name !== container.name) changes.name = name;
  if (filled !== undefined && filled !== container.filled) changes.filled = filled;
  if (labware_uuid !== undefined && labware_uuid?.toLowerCase() !== container.labware_uuid) {
    changes.labware_uuid = labware_uuid?.toLowerCase() ?? null;
  }
  return changes;
}

/** The row of the lid's own history, if its place or its being on changes. */
function lidMove(held: HeldContainer, given: ContainerChange): NewMove | null {
  const { container, lidPlace } = held;
  const lidded = given.lidded ?? container.lidded;
  const [site] = held.places;
  if (site && lidded) {
    throw invalidField(
      'lid_site',
      'has no meaning while the lid is on; send lidded: false with it',
    );
  }
  const to = lidded || given.lid_site === null ? null : (site ?? lidPlace);
  const same =
    (to === null ? null : placeKey(to)) === (lidPlace === null ? null : placeKey(lidPlace));
  if (lidded === container.lidded && same) return null;
  if (site && !same) refuseTaken(site, held.occupants, 'Lay the lid elsewhere.', container);
  const action = lidded === container.lidded ? 'move' : lidded ? 'lid' : 'unlid';
  const changes = lidded === container.lidded ? {} : { changes: { lidded } };
  return { containerId: container.id, action, thing: 'lid', from: lidPlace, to, ...changes };
}

async function refuseTakenBarcode(tx: LabTx, ctx: Ctx, id: string, barcode: string): Promise<void> {
  const other = await presentIdByBarcode(tx, ctx, barcode);
  if (other === null || other === id) return;
  const who = (await containersById(tx, ctx.lab.id, [other])).get(other) ?? null;
  const message = who ? `is that of ${named(who)}, which ${whereText(who)}` : 'is another’s';
  throw new AppError('already_exists', `barcode: ${message}`, {
    fields: [{ field: 'barcode', message }],
    extra: { container: who },
  });
}

/**
 * Changes what a container is called and whether it is filled, and says where its lid is. A barcode
 * that another has, or a place for the lid that is taken, is 409. A change of nothing leaves no trace.
 */
export async function changeContainer(
  ctx: Ctx,
  ref: string,
  given: ContainerChange,
): Promise<Container> {
  authorize(ctx, 'platform.write');
  const site = given.lid_site ?? null;
  const lidPlaces =
    site === null
      ? []
      : [{ ...site, deviceField: 'lid_site.device', positionField: 'lid_site.position' }];
  return placeTransaction(ctx, async (tx) => {
    const held = await lockContainer(tx, ctx, ref, lidPlaces);
    const { container, place } = held;
    const changes = changesOf(container, given);
    const lid = lidMove(held, given);
    if (changes.barcode) await refuseTakenBarcode(tx, ctx, container.id, changes.barcode);
    const moves: NewMove[] = [];
    const { id: containerId } = container;
    if (Object.keys(changes).length > 0) {
      moves.push({
        containerId,
        action: 'change',
        thing: 'container',
        from: place,
        to: place,
        changes,
      });
    }
    if (lid) moves.push(lid);
    if (moves.length === 0) return container;
    const { labware_uuid, ...columns } = { ...changes, ...lid?.changes };
    const data = labware_uuid === undefined ? columns : { ...columns, labwareUuid: labware_uuid };
    if (Object.keys(data).length > 0) {
      await tx.container.update({ where: { id: containerId }, data });
    }
    await appendMoves(tx, ctx, moves);
    const after = (await containersById(tx, ctx.lab.id, [containerId])).get(containerId);
    if (!after) throw new Error('A container is gone that was held');
    await recordAuditEvent(tx, ctx, {
      action: 'container.update',
      entity: 'container',
      entityId: containerId,
      before: container,
      after,
    });
    return after;
  });
}
