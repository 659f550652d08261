import {
  readPageAddress,
  type GivenParams,
  type PageAddress,
} from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { dayBound } from '@/lib/specimens/lists/lab-day';
import { NotificationsQuery } from './contract';

/** The parameters of the delivery log's address but its page. */
export const DELIVERY_FILTERS = [
  'status',
  'dismissed',
  'channel',
  'rule',
  'alert',
  'reason',
  'severity',
  'from',
  'to',
] as const;
export type DeliveryFilter = (typeof DELIVERY_FILTERS)[number];
const PARAMETERS = [...DELIVERY_FILTERS, 'cursor'] as const;
export type DeliveriesAddress = PageAddress<(typeof PARAMETERS)[number]>;

/** Reads the address of the log; of a parameter that stands twice the first counts. */
export function readDeliveriesAddress(given: GivenParams): DeliveriesAddress {
  return readPageAddress(PARAMETERS, given);
}

/** The query an address asks for. Its days are the lab's, both included; 422 for what cannot be. */
export function deliveriesQueryOf(
  address: DeliveriesAddress,
  timeZone: string,
  limit: number,
): NotificationsQuery {
  const given = PARAMETERS.map((name) => {
    const [value] = address[name];
    return [name, name === 'from' || name === 'to' ? dayBound(name, value, timeZone) : value];
  });
  return parseInput(NotificationsQuery, {
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    limit: String(limit),
  });
}

/** What the log shows, as its tabs part it. */
export const DELIVERY_VIEWS = [
  { view: 'all', label: 'All', status: null, dismissed: null },
  { view: 'queued', label: 'Waiting', status: 'queued', dismissed: null },
  { view: 'sent', label: 'Sent', status: 'sent', dismissed: null },
  { view: 'dead', label: 'Given up', status: 'dead', dismissed: 'false' },
  { view: 'dismissed', label: 'Dismissed', status: 'dead', dismissed: 'true' },
] as const;
export type DeliveryView = (typeof DELIVERY_VIEWS)[number]['view'];

/** The tab an address stands under; null under none. */
export function deliveryViewOf({ status, dismissed }: DeliveriesAddress): DeliveryView | null {
  const found = DELIVERY_VIEWS.find(
    (one) => one.status === (status[0] ?? null) && one.dismissed === (dismissed[0] ?? null),
  );
  return found?.view ?? null;
}
