import { Prisma, type Device as Row } from '@/lib/platform/db/generated/client';
import type { NamedRows } from '@/lib/platform/db/named-rows';
import type { Device } from './contract';

export const DEVICE_ROWS: NamedRows = {
  noun: 'device',
  table: Prisma.sql`devices`,
  key: Prisma.sql`name`,
  searched: Prisma.sql`name || ' ' || type`,
  active: Prisma.sql`retired_at IS NULL`,
};

/** What deviceOf reads of a row. */
export const DEVICE_FIELDS = {
  id: true,
  name: true,
  type: true,
  retiredAt: true,
  slots: true,
  heartbeatSeconds: true,
} as const satisfies Prisma.DeviceSelect;

export type DeviceRow = Pick<Row, keyof typeof DEVICE_FIELDS>;

export function deviceOf(row: DeviceRow): Device {
  const { id, name, type, retiredAt, slots, heartbeatSeconds } = row;
  return { id, name, type, active: retiredAt === null, slots, heartbeat_seconds: heartbeatSeconds };
}
