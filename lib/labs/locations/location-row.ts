import { Prisma } from '@/lib/platform/db/generated/client';
import type { NamedRows } from '@/lib/platform/db/named-rows';
import type { Location } from './contract';

export const LOCATION_ROWS: NamedRows = {
  noun: 'location',
  table: Prisma.sql`locations`,
  key: Prisma.sql`name`,
  searched: Prisma.sql`name`,
  active: Prisma.sql`active`,
};

export function locationOf(row: Location): Location {
  const { id, name, active } = row;
  return { id, name, active };
}
