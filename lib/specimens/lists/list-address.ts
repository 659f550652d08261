import type { z } from 'zod';
import {
  pageHref,
  readPageAddress,
  type GivenParams,
  type PageAddress,
} from '@/lib/platform/http/page-address';
import { parseInput } from '@/lib/platform/http/parse-input';
import { dayBound } from './lab-day';
import { ListQuery, USUAL_ORDER, type Order, type Sort } from './list-query';

/** The parameters of a list's page, in the order an address names them. */
const NAMES = [
  'q',
  'state',
  'assay',
  'department',
  'location',
  'priority',
  'device',
  'from',
  'to',
  'late',
  'sort',
  'order',
  'rows',
  'cursor',
] as const;
export type Parameter = (typeof NAMES)[number];

/** What the address says. */
export type Address = PageAddress<Parameter>;

export const FILTERS: readonly Parameter[] = NAMES.slice(0, 10);

/** Reads the parameters of a list's page. */
export function readAddress(given: GivenParams): Address {
  return readPageAddress(NAMES, given);
}

/** Where a click on a column's heading leads: its usual order first, then the other way. */
export function sortHref(path: string, address: Address, column: Sort): string {
  const { sort, order } = sortingOf(address);
  const usual = USUAL_ORDER[column];
  const next: Order = sort !== column ? usual : order === 'asc' ? 'desc' : 'asc';
  return pageHref(path, address, { sort: column, order: next === usual ? null : next });
}

/** How many rows a page of a list may have. */
export const PAGE_SIZES = [50, 200, 500] as const;

/** The rows a page has: the fewest where the address names no number there is. */
export function pageSizeOf(address: Address): number {
  const asked = Number(address.rows[0]);
  return PAGE_SIZES.find((size) => size === asked) ?? PAGE_SIZES[0];
}

/** The order in force, the usual one where the address names none that exists. */
export function sortingOf(address: Address): { sort: Sort; order: Order } {
  const sort = ListQuery.shape.sort.catch('received').parse(address.sort[0]);
  const order = ListQuery.shape.order.catch(undefined).parse(address.order[0]);
  return { sort, order: order ?? USUAL_ORDER[sort] };
}

const one = (values: readonly string[]): string | undefined => values[0];
const some = (values: readonly string[]): string[] | undefined =>
  values.length === 0 ? undefined : [...values];

/**
 * The list an address asks for. Its days are the lab's, both included. Anything that cannot be is
 * 422 for its field.
 */
export function listQueryOf(address: Address, timeZone: string, limit: number): ListQuery {
  const given: z.input<typeof ListQuery> & Record<string, unknown> = {
    limit,
    q: one(address.q),
    state: some(address.state),
    assay: some(address.assay),
    department: some(address.department),
    location: some(address.location),
    priority: some(address.priority),
    device: some(address.device),
    from: dayBound('from', one(address.from), timeZone),
    to: dayBound('to', one(address.to), timeZone),
    cursor: one(address.cursor),
  };
  return parseInput(ListQuery, {
    ...given,
    late: one(address.late),
    sort: one(address.sort),
    order: one(address.order),
  });
}
