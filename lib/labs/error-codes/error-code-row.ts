import { Prisma } from '@/lib/platform/db/generated/client';
import type { NamedRows } from '@/lib/platform/db/named-rows';
import type { ErrorCode } from './contract';

export const ERROR_CODE_ROWS: NamedRows = {
  noun: 'error code',
  table: Prisma.sql`error_codes`,
  key: Prisma.sql`code`,
  searched: Prisma.sql`code || ' ' || name`,
  active: Prisma.sql`active`,
};

export function errorCodeOf(row: ErrorCode): ErrorCode {
  const { id, code, name, active } = row;
  return { id, code, name, active };
}
