import { z } from 'zod';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { refuseFields, type FieldError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { appendMoves, type NewMove } from './moves/append-moves';
import { containersById } from './container-row';
import type { Container, NewContainer } from './contract';
import {
  findPlaces,
  type KnownPlace,
  lockPlaces,
  type NamedPlace,
  occupantsOf,
  placeKey,
  refuseMissing,
} from './places/lock-places';
import { named, occupantText, placeText, whereText } from './places/place-words';
import { placeTransaction } from './places/place-transaction';

/** How a field of a row is called in the request it came in. */
type RowField = (row: number, field: string) => string;

/** Every place that the rows name: theirs, and their lids'. */
function placesOf(rows: readonly NewContainer[], field: RowField): NamedPlace[] {
  return rows.flatMap(({ device, position, lid_site: lid }, row) => {
    const own = {
      device,
      position,
      deviceField: field(row, 'device'),
      positionField: field(row, 'position'),
    };
    if (!lid) return [own];
    const deviceField = field(row, 'lid_site.device');
    return [own, { ...lid, deviceField, positionField: field(row, 'lid_site.position') }];
  });
}

function refuseTwice(
  rows: readonly NewContainer[],
  places: readonly KnownPlace[],
  field: RowField,
): void {
  const fields: FieldError[] = [];
  const seen = new Map<string, string>();
  for (const place of places) {
    const earlier = seen.get(placeKey(place));
    if (earlier === undefined) seen.set(placeKey(place), place.positionField);
    else {
      const where = placeText(place.device, place.slot);
      fields.push({ field: place.positionField, message: `${where} is named by ${earlier} too` });
    }
  }
  const barcodes = new Map<string, string>();
  for (const [row, { barcode }] of rows.entries()) {
    if (!barcode) continue;
    const earlier = barcodes.get(barcode);
    if (earlier === undefined) barcodes.set(barcode, field(row, 'barcode'));
    else {
      fields.push({
        field: field(row, 'barcode'),
        message: `${barcode} is named by ${earlier} too`,
      });
    }
  }
  refuseFields(fields);
}

async function refuseTakenPlaces(tx: LabTx, ctx: Ctx, places: readonly KnownPlace[]) {
  const occupants = await occupantsOf(tx, ctx, places);
  if (occupants.size === 0) return;
  let first: Container | null = null;
  const fields = places.flatMap((place) => {
    const occupant = occupants.get(placeKey(place));
    if (!occupant) return [];
    first ??= occupant.container;
    const where = placeText(place.device, place.slot);
    const message = `${where} is taken: there stands ${occupantText(occupant)}`;
    return [{ field: place.positionField, message }];
  });
  refuseFields(fields, { code: 'conflict', extra: { container: null, occupant: first } });
}

const Ids = z.array(z.object({ id: z.string() }));

async function refuseTakenBarcodes(
  tx: LabTx,
  ctx: Ctx,
  rows: readonly NewContainer[],
  field: RowField,
): Promise<void> {
  const asked = rows.flatMap(({ barcode }) => barcode ?? []);
  if (asked.length === 0) return;
  const ids = Ids.parse(
    await tx.$queryRaw`
      SELECT id::text AS id FROM containers
      WHERE lab_id = ${ctx.lab.id}::uuid AND barcode = ANY(${asked}) AND removed_at IS NULL`,
  );
  if (ids.length === 0) return;
  const found = await containersById(
    tx,
    ctx.lab.id,
    ids.map(({ id }) => id),
  );
  const byBarcode = new Map([...found.values()].map((other) => [other.barcode, other]));
  let first: Container | null = null;
  const fields = rows.flatMap(({ barcode }, row) => {
    const other = barcode ? byBarcode.get(barcode) : undefined;
    if (!other) return [];
    first ??= other;
    const message = `is that of ${named(other)}, which ${whereText(other)}`;
    return [{ field: field(row, 'barcode'), message }];
  });
  refuseFields(fields, { code: 'already_exists', extra: { container: first } });
}

/** Barcodes are written in one order, so that two requests never wait for each other's. */
const byBarcode = (a: { barcode: string | null }, b: { barcode: string | null }) =>
  (a.barcode ?? '') < (b.barcode ?? '') ? -1 : 1;

async function insert(
  tx: LabTx,
  ctx: Ctx,
  rows: readonly NewContainer[],
  places: readonly KnownPlace[],
): Promise<Container[]> {
  const left = [...places];
  const moves: NewMove[] = [];
  const added = rows.map((row) => {
    const place = left.shift();
    const lidPlace = row.lid_site ? left.shift() : undefined;
    if (!place) throw new Error('A row has no place');
    const id = newId();
    const barcode = row.barcode ?? null;
    const labware_uuid = row.labware_uuid?.toLowerCase() ?? null;
    const { name, lidded, filled } = row;
    const changes = { barcode, name, lidded, filled, labware_uuid };
    const rest = { containerId: id, action: 'add', from: null } as const;
    moves.push({ ...rest, thing: 'container', to: place, changes });
    if (lidPlace) moves.push({ ...rest, thing: 'lid', to: lidPlace });
    const lid_site = lidPlace ? { device: lidPlace.device, position: lidPlace.slot } : null;
    const { device, slot: position } = place;
    const container: Container = {
      id,
      barcode,
      name,
      device,
      position,
      start_device: device,
      start_position: position,
      lidded,
      lid_site,
      filled,
      removed: false,
      labware_uuid,
    };
    return { container, startDeviceId: place.deviceId };
  });
  const data = added.map(({ container: { id, barcode, name, ...container }, startDeviceId }) => ({
    id,
    labId: ctx.lab.id,
    barcode,
    name,
    labwareUuid: container.labware_uuid,
    lidded: container.lidded,
    filled: container.filled,
    startDeviceId,
    startSlot: container.start_position,
    createdAt: ctx.now,
  }));
  await tx.container.createMany({ data: data.toSorted(byBarcode) });
  await appendMoves(tx, ctx, moves);
  const told = {
    labId: ctx.lab.id,
    at: ctx.now,
    requestId: ctx.requestId,
    ...actorColumns(ctx.actor),
  };
  await tx.auditEvent.createMany({
    data: added.map(({ container }) => ({
      ...told,
      id: newId(),
      action: 'container.add',
      entity: 'container',
      entityId: container.id,
      after: container,
    })),
  });
  return added.map(({ container }) => container);
}

/**
 * Puts containers on the platform, all or none, set by set. Errors name the row by `field`: 422 for a
 * place or a barcode named twice, a place there is not, or a lid's place of one that is lidded; 409
 * for a place that is taken or a barcode that another has, with who that is.
 */
export async function addContainers(
  ctx: Ctx,
  rows: readonly NewContainer[],
  field: RowField = (row, name) => `containers.${row}.${name}`,
): Promise<Container[]> {
  authorize(ctx, 'platform.write');
  return placeTransaction(ctx, (tx) => addContainersIn(tx, ctx, rows, field));
}

/** The same within a transaction begun by `placeTransaction`, for who has authorized it. */
export async function addContainersIn(
  tx: LabTx,
  ctx: Ctx,
  rows: readonly NewContainer[],
  field: RowField,
): Promise<Container[]> {
  refuseFields(
    rows.flatMap(({ lidded, lid_site: site }, row) =>
      lidded && site
        ? [{ field: field(row, 'lid_site'), message: 'has no meaning while the lid is on' }]
        : [],
    ),
  );
  const places = await findPlaces(tx, ctx, placesOf(rows, field));
  refuseTwice(rows, places, field);
  refuseMissing(places, await lockPlaces(tx, ctx, places));
  await refuseTakenPlaces(tx, ctx, places);
  await refuseTakenBarcodes(tx, ctx, rows, field);
  return insert(tx, ctx, rows, places);
}

/** One of them; its fields are named as they are. */
export async function addContainer(ctx: Ctx, row: NewContainer): Promise<Container> {
  const [container] = await addContainers(ctx, [row], (_, field) => field);
  if (!container) throw new Error('A container was not added');
  return container;
}
