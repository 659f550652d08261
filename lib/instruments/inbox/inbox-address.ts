import {
  pageHref,
  readPageAddress,
  type AddressChanges,
  type GivenParams,
  type PageAddress,
} from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { dayBound } from '@/lib/specimens/lists/lab-day';
import { MessagesQuery } from './contract';

/** The parameters of the inbox's address but its page. */
export const INBOX_FILTERS = [
  'status',
  'device',
  'code',
  'format',
  'specimen',
  'from',
  'to',
] as const;
export type InboxFilter = (typeof INBOX_FILTERS)[number];
const PARAMETERS = [...INBOX_FILTERS, 'cursor'] as const;
export type InboxAddress = PageAddress<(typeof PARAMETERS)[number]>;

/** Reads the address of the page; of a parameter that stands twice the first counts. */
export function readInboxAddress(given: GivenParams): InboxAddress {
  return readPageAddress(PARAMETERS, given);
}

/** The query an address asks for. Its days are the lab's, both included; 422 for what cannot be. */
export function inboxQueryOf(
  address: InboxAddress,
  timeZone: string,
  limit: number,
): MessagesQuery {
  const given = PARAMETERS.map((name) => {
    const [value] = address[name];
    return [name, name === 'from' || name === 'to' ? dayBound(name, value, timeZone) : value];
  });
  return parseInput(MessagesQuery, {
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
    limit: String(limit),
  });
}

/** The address of the inbox with some parameters changed, at its first page. */
export function inboxHref(
  path: string,
  address: InboxAddress,
  changes: AddressChanges<(typeof PARAMETERS)[number]> = {},
): string {
  return pageHref(path, address, changes);
}
