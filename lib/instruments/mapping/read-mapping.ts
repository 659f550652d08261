import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { MappingTable } from './contract';
import { DEFAULT_TABLE } from './default-table';

/** A device's table and its version; version 0 is the default, which nobody has changed. */
export type DeviceTable = {
  version: number;
  table: MappingTable;
  updatedAt: Date | null;
  updatedBy: string | null;
};

function members(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

/** A table as it was kept, with the default of what it did not know of yet. */
export function tableOf(kept: unknown): MappingTable {
  const own = members(kept);
  return MappingTable.parse({
    ...DEFAULT_TABLE,
    ...own,
    hl7: { ...DEFAULT_TABLE.hl7, ...members(own.hl7) },
    astm: { ...DEFAULT_TABLE.astm, ...members(own.astm) },
  });
}

/** How messages of a device are read just now. */
export async function readDeviceTable(
  tx: Pick<LabTx, 'deviceMapping'>,
  ctx: Pick<Ctx, 'lab'>,
  deviceId: string,
): Promise<DeviceTable> {
  const row = await tx.deviceMapping.findFirst({ where: { labId: ctx.lab.id, deviceId } });
  if (!row) return { version: 0, table: DEFAULT_TABLE, updatedAt: null, updatedBy: null };
  const { version, table, updatedAt, actorName } = row;
  return { version, table: tableOf(table), updatedAt, updatedBy: actorName };
}
