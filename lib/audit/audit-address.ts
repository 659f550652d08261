import { AppError } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { dayAfter, startOfDay } from '@/lib/specimens/lists/lab-day';
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
export function readAuditAddress(
  given: Record<string, string | string[] | undefined>,
): AuditAddress {
  const value = (name: AuditParameter) => {
    const found = given[name];
    return ((Array.isArray(found) ? found[0] : found) ?? '').trim();
  };
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

function dayBound(field: 'from' | 'to', day: string, timeZone: string): string | undefined {
  if (day === '') return undefined;
  const first = field === 'from' ? day : dayAfter(day);
  const bound = first === null ? null : startOfDay(first, timeZone);
  if (bound !== null) return bound.toISOString();
  const message = 'must be a day, such as 2026-03-01';
  throw new AppError('invalid', `${field}: ${message}`, { fields: [{ field, message }] });
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
  const query = new URLSearchParams();
  for (const name of [...AUDIT_PARAMETERS, 'cursor'] as const) {
    const value = changes[name] ?? (name === 'cursor' ? '' : address[name]);
    if (value !== '') query.append(name, value);
  }
  return query.size === 0 ? path : `${path}?${query}`;
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
