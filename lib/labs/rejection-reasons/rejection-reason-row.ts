import { Prisma, type RejectionReason as Row } from '@/lib/platform/db/generated/client';
import type { NamedRows } from '@/lib/platform/db/named-rows';
import { RejectionReason } from './contract';

export const REJECTION_REASON_ROWS: NamedRows = {
  noun: 'rejection reason',
  table: Prisma.sql`rejection_reasons`,
  key: Prisma.sql`code`,
  searched: Prisma.sql`code || ' ' || name || ' ' || "group"`,
  active: Prisma.sql`active`,
};

export function rejectionReasonOf(row: Row): RejectionReason {
  return RejectionReason.parse({ ...row, hl7_0490: row.hl70490 });
}
