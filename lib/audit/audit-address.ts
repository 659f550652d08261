import { changedQuery, valuesOf, type GivenParams } from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { dayBound } from '@/lib/specimens/lists/lab-day';
import { AuditFilter } from './contract';

/** The parameters of the page's address, in the order an address names them. */
export const AUDIT_PARAMETERS = [
  'entity_id',
  'actor',
  'action',
  'entity',
  'request_id',
  'from',
  'to',
] as const;
export type AuditParameter = (typeof AUDIT_PARAMETERS)[number];

/** What the address says; an empty text for what it leaves out. */
export type AuditAddress = Readonly<Record<AuditParameter, string>>;

/** Reads the address of the page; of a parameter that stands twice the first counts. */
export function readAuditAddress(given: GivenParams): AuditAddress {
  const value = (name: AuditParameter) => valuesOf(given[name])[0] ?? '';
  return {
    entity_id: value('entity_id'),
    actor: value('actor'),
    action: value('action'),
    entity: value('entity'),
    request_id: value('request_id'),
    from: value('from'),
    to: value('to'),
  };
}

/** The filter an address asks for. Its days are the lab's, both included; 422 for what cannot be. */
export function auditFilterOf(address: AuditAddress, timeZone: string): AuditFilter {
  const given = Object.entries({
    ...address,
    from: dayBound('from', address.from, timeZone),
    to: dayBound('to', address.to, timeZone),
  });
  return parseInput(AuditFilter, Object.fromEntries(given.filter(([, value]) => value !== '')));
}

/** The page's address with some parameters changed; an empty text takes one out. */
export function auditHref(
  path: string,
  address: AuditAddress,
  changes: Partial<Record<AuditParameter | 'cursor', string>> = {},
): string {
  return path + changedQuery(address, changes);
}

/** Where the same events can be downloaded. */
export function auditCsvHref(labSlug: string, filter: AuditFilter): string {
  const query = new URLSearchParams({ lab: labSlug });
  for (const name of AUDIT_PARAMETERS) {
    const value = filter[name];
    if (value !== undefined)
      query.append(name, value instanceof Date ? value.toISOString() : value);
  }
  return `/api/v1/audit-events.csv?${query}`;
}
