import { Prisma } from '@/lib/platform/db/generated/client';
import type { NamedRows } from '@/lib/platform/db/named-rows';
import type { Assay } from './contract';

export const ASSAY_ROWS: NamedRows = {
  noun: 'assay',
  table: Prisma.sql`assays`,
  key: Prisma.sql`code`,
  searched: Prisma.sql`code || ' ' || name || ' ' || coalesce(loinc, '')`,
  active: Prisma.sql`active`,
};

/** What an assay is read with. */
export const WITH_PARTS = {
  department: true,
  analytes: { orderBy: { place: 'asc' }, include: { analyte: true } },
} satisfies Prisma.AssayInclude;

type Row = Prisma.AssayGetPayload<{ include: typeof WITH_PARTS }>;

export function assayOf(row: Row): Assay {
  const { id, code, name, loinc, autoverify, active } = row;
  return {
    id,
    code,
    name,
    department: row.department?.name ?? null,
    loinc,
    analytes: row.analytes.map((part) => part.analyte.code),
    autoverify,
    active,
  };
}
