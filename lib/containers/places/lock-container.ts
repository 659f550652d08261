import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { containersById } from '../container-row';
import type { Container } from '../contract';
import {
  findPlaces,
  type KnownPlace,
  lockPlaces,
  type NamedPlace,
  type Occupant,
  occupantsOf,
  placeKey,
  refuseMissing,
} from './lock-places';
import { LookAgain, type PlaceId } from './place-refused';
import { named } from './place-words';
import { containerIdOf } from '../read-container';

/** A container whose place is held, and its lid's, until the transaction ends. */
export type HeldContainer = {
  container: Container;
  place: PlaceId;
  lidPlace: PlaceId | null;
  /** The further places asked for, in their order, and who stands on them by placeKey. */
  places: KnownPlace[];
  occupants: Map<string, Occupant>;
};

const Standing = z.array(
  z.object({ thing: z.enum(['container', 'lid']), deviceId: z.string(), slot: z.int() }),
);

async function standingOf(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  id: string,
): Promise<{ place: PlaceId | null; lidPlace: PlaceId | null }> {
  const rows = Standing.parse(
    await tx.$queryRaw`
      SELECT thing::text AS thing, device_id::text AS "deviceId", slot FROM occupancies
      WHERE lab_id = ${ctx.lab.id}::uuid AND container_id = ${id}::uuid`,
  );
  const of = (wanted: 'container' | 'lid'): PlaceId | null => {
    const row = rows.find(({ thing }) => thing === wanted);
    return row ? { deviceId: row.deviceId, slot: row.slot } : null;
  };
  return { place: of('container'), lidPlace: of('lid') };
}

const keyOf = (place: PlaceId | null) => (place === null ? null : placeKey(place));

/**
 * Holds a container that is present, by its place, with its lid's place and the further places of a
 * request. It is looked for first and held then: if it went elsewhere meanwhile, LookAgain lets
 * placeTransaction begin anew. 404 for an unknown one, 409 for one that was removed.
 */
export async function lockContainer(
  tx: LabTx,
  ctx: Ctx,
  ref: string,
  further: readonly NamedPlace[] = [],
): Promise<HeldContainer> {
  const id = await containerIdOf(tx, ctx, ref);
  return lockContainerAnd(tx, ctx, id, await findPlaces(tx, ctx, further), ref);
}

/** The same, with places that are known already. */
export async function lockContainerAnd(
  tx: LabTx,
  ctx: Ctx,
  id: string,
  places: KnownPlace[],
  ref: string = id,
): Promise<HeldContainer> {
  const seen = await standingOf(tx, ctx, id);
  const own = [seen.place, seen.lidPlace].flatMap((place) => place ?? []);
  refuseMissing(places, await lockPlaces(tx, ctx, [...own, ...places]));
  const now = await standingOf(tx, ctx, id);
  const container = (await containersById(tx, ctx.lab.id, [id])).get(id);
  if (!container) throw notFound('container');
  if (container.removed) {
    const detail = `${named(container)} was removed from the platform; add it anew if it is back.`;
    throw new AppError('conflict', detail, { extra: { container } });
  }
  const moved =
    keyOf(now.place) !== keyOf(seen.place) || keyOf(now.lidPlace) !== keyOf(seen.lidPlace);
  if (now.place === null || moved || (!isId(ref) && container.barcode !== ref)) {
    throw new LookAgain();
  }
  const occupants = await occupantsOf(tx, ctx, places);
  return { container, place: now.place, lidPlace: now.lidPlace, places, occupants };
}
