import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { refuseFields, type FieldError } from '@/lib/platform/errors';
import { containersById } from '../container-row';
import type { Container } from '../contract';
import type { PlaceId } from './place-refused';

/** A place of a request, and what its two fields are called there. */
export type NamedPlace = {
  device: string;
  position: number;
  deviceField: string;
  positionField: string;
};

/** The same, of a device that there is. */
export type KnownPlace = PlaceId & { device: string; slots: number; positionField: string };

const Devices = z.array(
  z.object({ asked: z.string(), id: z.string(), name: z.string(), slots: z.int() }),
);

/**
 * The devices of places that a request names, held so that none is retired or loses its positions
 * before the transaction ends. 422 names every field that has a device unknown or retired. Devices
 * are always held before places, in the order of their ids.
 */
export async function findPlaces(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  places: readonly NamedPlace[],
): Promise<KnownPlace[]> {
  const names = [...new Set(places.map(({ device }) => device))];
  const devices = Devices.parse(
    await tx.$queryRaw`
      SELECT asked.name AS asked, d.id::text AS id, d.name, d.slots
      FROM devices d JOIN unnest(${names}::text[]) AS asked (name) ON lower(d.name) = lower(asked.name)
      WHERE d.lab_id = ${ctx.lab.id}::uuid AND d.retired_at IS NULL
      ORDER BY d.id FOR SHARE OF d`,
  );
  const byName = new Map(devices.map((device) => [device.asked, device]));
  const unknown: FieldError[] = [];
  const known: KnownPlace[] = [];
  for (const { device, position, deviceField, positionField } of places) {
    const found = byName.get(device);
    if (!found) {
      const message = `there is no device “${device}” in this lab, or it was retired`;
      unknown.push({ field: deviceField, message });
      continue;
    }
    known.push({
      deviceId: found.id,
      slot: position,
      device: found.name,
      slots: found.slots,
      positionField,
    });
  }
  refuseFields(unknown);
  return known;
}

export const placeKey = ({ deviceId, slot }: PlaceId) => `${deviceId}:${slot}`;

const Locked = z.array(z.object({ deviceId: z.string(), slot: z.int() }));

/**
 * Holds places until the transaction ends, in one order for everybody, so that two never wait for
 * each other. Whoever writes a place, or what stands on it, holds it. Answers those there are.
 */
export async function lockPlaces(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  places: readonly PlaceId[],
): Promise<Set<string>> {
  if (places.length === 0) return new Set();
  const devices = places.map(({ deviceId }) => deviceId);
  const slots = places.map(({ slot }) => slot);
  const rows = Locked.parse(
    await tx.$queryRaw`
      SELECT device_id::text AS "deviceId", slot FROM positions
      WHERE lab_id = ${ctx.lab.id}::uuid
        AND (device_id, slot) IN (SELECT * FROM unnest(${devices}::uuid[], ${slots}::int[]))
      ORDER BY device_id, slot FOR UPDATE`,
  );
  return new Set(rows.map(placeKey));
}

/** 422 for each place that its device does not have. */
export function refuseMissing(places: readonly KnownPlace[], locked: ReadonlySet<string>): void {
  refuseFields(
    places
      .filter((place) => !locked.has(placeKey(place)))
      .map(({ device, slots, positionField }) => ({
        field: positionField,
        message:
          slots === 0
            ? `${device} has no positions`
            : `${device} has ${slots} position${slots === 1 ? '' : 's'}, 0 to ${slots - 1}`,
      })),
  );
}

/** What stands on a place: a container, or the lid of one. */
export type Occupant = { thing: 'container' | 'lid'; container: Container };

const Occupancies = z.array(
  z.object({
    deviceId: z.string(),
    slot: z.int(),
    thing: z.enum(['container', 'lid']),
    containerId: z.string(),
  }),
);

/** Who stands on places that are held, by placeKey. */
export async function occupantsOf(
  tx: Pick<LabTx, '$queryRaw'>,
  ctx: Pick<Ctx, 'lab'>,
  places: readonly PlaceId[],
): Promise<Map<string, Occupant>> {
  if (places.length === 0) return new Map();
  const devices = places.map(({ deviceId }) => deviceId);
  const slots = places.map(({ slot }) => slot);
  const rows = Occupancies.parse(
    await tx.$queryRaw`
      SELECT device_id::text AS "deviceId", slot, thing::text AS thing,
             container_id::text AS "containerId"
      FROM occupancies
      WHERE lab_id = ${ctx.lab.id}::uuid
        AND (device_id, slot) IN (SELECT * FROM unnest(${devices}::uuid[], ${slots}::int[]))`,
  );
  const containers = await containersById(
    tx,
    ctx.lab.id,
    rows.map(({ containerId }) => containerId),
  );
  const occupants = new Map<string, Occupant>();
  for (const { thing, containerId, ...place } of rows) {
    const container = containers.get(containerId);
    if (container) occupants.set(placeKey(place), { thing, container });
  }
  return occupants;
}
