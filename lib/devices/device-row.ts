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

export function deviceOf(row: Row): Device {
  const { id, name, type, retiredAt } = row;
  return { id, name, type, active: retiredAt === null };
}
