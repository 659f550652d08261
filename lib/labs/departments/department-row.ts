import { Prisma } from '@/lib/platform/db/generated/client';
import type { NamedRows } from '@/lib/platform/db/named-rows';
import type { Department } from './contract';

export const DEPARTMENT_ROWS: NamedRows = {
  noun: 'department',
  table: Prisma.sql`departments`,
  key: Prisma.sql`name`,
  searched: Prisma.sql`name`,
  active: Prisma.sql`active`,
};

export function departmentOf(row: Department): Department {
  const { id, name, active } = row;
  return { id, name, active };
}
