import {
  pageHref,
  readPageAddress,
  type AddressChanges,
  type GivenParams,
  type PageAddress,
} from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { dayBound } from '@/lib/specimens/lists/lab-day';
import { AlertsQuery } from './contract';
import { STANDINGS, type Standing } from './standing';

/** What narrows the list of alerts but its tab, what is shown of it, and its page. */
export const ALERT_FILTERS = [
  'specimen',
  'severity',
  'kind',
  'rule',
  'department',
  'assay',
  'location',
  'priority',
  'device',
  'inhibited_by',
  'notification',
  'from',
  'to',
] as const;
export type AlertFilter = (typeof ALERT_FILTERS)[number];

const PARAMETERS = ['status', 'show', ...ALERT_FILTERS, 'cursor'] as const;
export type AlertsAddress = PageAddress<(typeof PARAMETERS)[number]>;
export type AlertsAddressChanges = AddressChanges<(typeof PARAMETERS)[number]>;

/** Reads the address of the page; of a parameter that stands twice the first counts. */
export function readAlertsAddress(given: GivenParams): AlertsAddress {
  return readPageAddress(PARAMETERS, given);
}

/** Which standing alone the address shows; null for all of them. */
export function shownStanding({ show }: AlertsAddress): Standing | null {
  return STANDINGS.find((standing) => standing === show[0]) ?? null;
}

function standingQuery(standing: Standing | null): Partial<Record<string, string>> {
  if (standing === null) return {};
  return standing === 'held' ? { held: 'any' } : { status: standing, held: 'none' };
}

/**
 * The query an address asks for: of open alerts, unless it names a status; of what a notification
 * told, whatever became of it. Days are the lab's, both included; 422 for what cannot be.
 */
export function alertsQueryOfAddress(
  address: AlertsAddress,
  timeZone: string,
  limit: number,
): AlertsQuery {
  const [status = address.notification.length > 0 ? 'all' : 'open'] = address.status;
  const given = [...ALERT_FILTERS, 'cursor' as const].map((name) => {
    const [value] = address[name];
    return [name, name === 'from' || name === 'to' ? dayBound(name, value, timeZone) : value];
  });
  return parseInput(AlertsQuery, {
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    status,
    ...(status === 'open' ? standingQuery(shownStanding(address)) : {}),
    limit: String(limit),
  });
}

/** The address of the list with some parameters changed, at its first page. */
export function changedAlertsHref(
  path: string,
  address: AlertsAddress,
  changes: AlertsAddressChanges = {},
): string {
  return pageHref(path, address, changes);
}
