import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { Container } from './contract';

/** What containerOf reads, of `CONTAINER_TABLES`. */
export const CONTAINER_COLUMNS = Prisma.sql`
  c.id::text AS id, c.barcode, c.name, at_device.name AS device, stands.slot AS position,
  start_device.name AS start_device, c.start_slot AS start_position, c.lidded,
  lid_device.name AS lid_device, lid.slot AS lid_position, c.filled,
  c.removed_at IS NOT NULL AS removed, c.labware_uuid::text AS labware_uuid`;

/** A container `c` with its place `stands` and its lid's place `lid`; conditions name c.lab_id. */
export const CONTAINER_TABLES = Prisma.sql`
  containers c
  JOIN devices start_device ON start_device.lab_id = c.lab_id AND start_device.id = c.start_device_id
  LEFT JOIN occupancies stands
    ON stands.lab_id = c.lab_id AND stands.container_id = c.id AND stands.thing = 'container'
  LEFT JOIN devices at_device
    ON at_device.lab_id = stands.lab_id AND at_device.id = stands.device_id
  LEFT JOIN occupancies lid
    ON lid.lab_id = c.lab_id AND lid.container_id = c.id AND lid.thing = 'lid'
  LEFT JOIN devices lid_device ON lid_device.lab_id = lid.lab_id AND lid_device.id = lid.device_id`;

const Row = z.object({
  id: z.string(),
  barcode: z.string().nullable(),
  name: z.string(),
  device: z.string().nullable(),
  position: z.number().nullable(),
  start_device: z.string(),
  start_position: z.number(),
  lidded: z.boolean(),
  lid_device: z.string().nullable(),
  lid_position: z.number().nullable(),
  filled: z.boolean(),
  removed: z.boolean(),
  labware_uuid: z.string().nullable(),
});

export const ContainerRows = z.array(Row);

export function containerOf(row: z.output<typeof Row>): Container {
  const { lid_device: device, lid_position: position, ...rest } = row;
  const lid_site = device === null || position === null ? null : { device, position };
  return {
    id: rest.id,
    barcode: rest.barcode,
    name: rest.name,
    device: rest.device,
    position: rest.position,
    start_device: rest.start_device,
    start_position: rest.start_position,
    lidded: rest.lidded,
    lid_site,
    filled: rest.filled,
    removed: rest.removed,
    labware_uuid: rest.labware_uuid,
  };
}

/** Containers of a lab by their ids, as they now stand. */
export async function containersById(
  tx: Pick<LabTx, '$queryRaw'>,
  labId: string,
  ids: readonly string[],
): Promise<Map<string, Container>> {
  if (ids.length === 0) return new Map();
  const rows = ContainerRows.parse(
    await tx.$queryRaw`
      SELECT ${CONTAINER_COLUMNS} FROM ${CONTAINER_TABLES}
      WHERE c.lab_id = ${labId}::uuid AND c.id = ANY(${[...new Set(ids)]}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, containerOf(row)]));
}
