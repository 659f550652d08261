import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import { appendMoves } from './append-moves';
import type { Container, LidFrom, PlaceField } from '../contract';
import { lockContainer } from '../places/lock-container';
import { type NamedPlace, placeKey } from '../places/lock-places';
import { named, occupantText, placeText } from '../places/place-words';
import { placeTransaction } from '../places/place-transaction';
import { refuseTaken } from '../places/refuse-taken';

function placeOf({ device, position }: PlaceField): NamedPlace {
  return { device, position, deviceField: 'device', positionField: 'position' };
}

/** Takes the lid off and lays it on a place. Off already, or a place that is taken, is 409. */
export async function unlidContainer(ctx: Ctx, ref: string, to: PlaceField): Promise<Container> {
  authorize(ctx, 'platform.write');
  return placeTransaction(ctx, async (tx) => {
    const held = await lockContainer(tx, ctx, ref, [placeOf(to)]);
    const { container } = held;
    const [place] = held.places;
    if (!place) throw new Error('The lid has a place to go to');
    if (!container.lidded) {
      const { lid_site: site } = container;
      const where = site
        ? `it lies on ${placeText(site.device, site.position)}`
        : 'where is not known';
      const detail = `The lid of ${named(container)} is off already: ${where}.`;
      throw new AppError('conflict', detail, { extra: { container, occupant: null } });
    }
    refuseTaken(place, held.occupants, 'Lay the lid elsewhere.', container);
    await appendMoves(tx, ctx, [
      {
        containerId: container.id,
        action: 'unlid',
        thing: 'lid',
        from: null,
        to: place,
        changes: { lidded: false },
      },
    ]);
    await tx.container.update({ where: { id: container.id }, data: { lidded: false } });
    const lid_site = { device: place.device, position: place.slot };
    const entry = { action: 'container.unlid', entity: 'container', entityId: container.id };
    await recordAuditEvent(tx, ctx, {
      ...entry,
      before: { lidded: true, lid_site: null },
      after: { lidded: false, lid_site },
    });
    return { ...container, lidded: false, lid_site };
  });
}

/**
 * Puts the lid back on, from where it lies; a place given must be that one. On already, or lying
 * elsewhere, is 409.
 */
export async function lidContainer(ctx: Ctx, ref: string, given: LidFrom): Promise<Container> {
  authorize(ctx, 'platform.write');
  const { device, position } = given;
  const from =
    device === undefined || position === undefined ? [] : [placeOf({ device, position })];
  return placeTransaction(ctx, async (tx) => {
    const held = await lockContainer(tx, ctx, ref, from);
    const { container, lidPlace } = held;
    const refuse = (detail: string, occupant: Container | null = null) => {
      throw new AppError('conflict', detail, { extra: { container, occupant } });
    };
    if (container.lidded) refuse(`The lid of ${named(container)} is on it already.`);
    const [place] = held.places;
    if (place && (lidPlace === null || placeKey(place) !== placeKey(lidPlace))) {
      const there = held.occupants.get(placeKey(place));
      const site = container.lid_site;
      const here = there ? `there stands ${occupantText(there)}` : 'nothing lies there';
      const where = site ? ` It lies on ${placeText(site.device, site.position)}.` : '';
      // A lid of which nobody knew where it lay may come from any place that is free.
      if (site || there) {
        const what = `The lid of ${named(container)} is not on ${placeText(place.device, place.slot)}`;
        refuse(`${what}: ${here}.${where}`, there?.container ?? null);
      }
    }
    await appendMoves(tx, ctx, [
      {
        containerId: container.id,
        action: 'lid',
        thing: 'lid',
        from: lidPlace,
        to: null,
        changes: { lidded: true },
      },
    ]);
    await tx.container.update({ where: { id: container.id }, data: { lidded: true } });
    await recordAuditEvent(tx, ctx, {
      action: 'container.lid',
      entity: 'container',
      entityId: container.id,
      before: { lidded: false, lid_site: container.lid_site },
      after: { lidded: true, lid_site: null },
    });
    return { ...container, lidded: true, lid_site: null };
  });
}
