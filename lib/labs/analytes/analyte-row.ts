import { Prisma, type Analyte as Row } from '@/lib/platform/db/generated/client';
import type { NamedRows } from '@/lib/platform/db/named-rows';
import type { Analyte, AnalyteChange } from './contract';

export const ANALYTE_ROWS: NamedRows = {
  noun: 'analyte',
  table: Prisma.sql`analytes`,
  key: Prisma.sql`code`,
  searched: Prisma.sql`code || ' ' || name || ' ' || coalesce(loinc, '')`,
  active: Prisma.sql`active`,
};

function numberOf(value: Prisma.Decimal | null): number | null {
  return value === null ? null : value.toNumber();
}

export function analyteOf(row: Row): Analyte {
  const { id, code, name, loinc, unit, active } = row;
  return {
    id,
    code,
    name,
    loinc,
    unit,
    reference_low: numberOf(row.referenceLow),
    reference_high: numberOf(row.referenceHigh),
    critical_low: numberOf(row.criticalLow),
    critical_high: numberOf(row.criticalHigh),
    critical_codes: row.criticalCodes,
    active,
  };
}

/** The columns of what is given; what is absent stays undefined, and as it is. */
export function analyteColumns(given: Omit<AnalyteChange, 'code' | 'name'>) {
  return {
    loinc: given.loinc,
    unit: given.unit,
    referenceLow: given.reference_low,
    referenceHigh: given.reference_high,
    criticalLow: given.critical_low,
    criticalHigh: given.critical_high,
    criticalCodes: given.critical_codes,
    active: given.active,
  };
}
