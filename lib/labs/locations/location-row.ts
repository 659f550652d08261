import { Prisma, type Location as Row } from '@/lib/platform/db/generated/client';
import type { NamedRows } from '@/lib/platform/db/named-rows';
import type { Location } from './contract';

export const LOCATION_ROWS: NamedRows = {
  noun: 'location',
  table: Prisma.sql`locations`,
  key: Prisma.sql`name`,
  searched: Prisma.sql`name`,
  active: Prisma.sql`active`,
};

export function locationOf({ id, name, missingAfterMinutes, active }: Row): Location {
  return { id, name, missing_after_minutes: missingAfterMinutes, active };
}
