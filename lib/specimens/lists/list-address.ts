import type { z } from 'zod';
import { AppError } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { dayAfter, startOfDay } from './lab-day';
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

/** What the address says: each parameter's values, none for one left out or empty. */
export type Address = Readonly<Record<Parameter, readonly string[]>>;

export const FILTERS: readonly Parameter[] = NAMES.slice(0, 10);

type Given = Record<string, string | string[] | undefined>;

/** Reads the parameters of a page; empty ones, as a form sends them, are none. */
export function readAddress(given: Given): Address {
  const values = (name: Parameter) => {
    const value = given[name];
    const list = value === undefined ? [] : Array.isArray(value) ? value : [value];
    return list.map((text) => text.trim()).filter((text) => text !== '');
  };
  return {
    q: values('q'),
    state: values('state'),
    assay: values('assay'),
    department: values('department'),
    location: values('location'),
    priority: values('priority'),
    device: values('device'),
    from: values('from'),
    to: values('to'),
    late: values('late'),
    sort: values('sort'),
    order: values('order'),
    rows: values('rows'),
    cursor: values('cursor'),
  };
}

/** The address with some parameters changed: null takes one out. A new view begins at its first page. */
export function hrefOf(
  path: string,
  address: Address,
  changes: Partial<Record<Parameter, string | null>> = {},
): string {
  const parameters = new URLSearchParams();
  for (const name of NAMES) {
    const change = changes[name];
    if (change === undefined && name !== 'cursor') {
      for (const value of address[name]) parameters.append(name, value);
    } else if (change) {
      parameters.append(name, change);
    }
  }
  const query = parameters.toString();
  return query === '' ? path : `${path}?${query}`;
}

/** Where a click on a column's heading leads: its usual order first, then the other way. */
export function sortHref(path: string, address: Address, column: Sort): string {
  const { sort, order } = sortingOf(address);
  const usual = USUAL_ORDER[column];
  const next: Order = sort !== column ? usual : order === 'asc' ? 'desc' : 'asc';
  return hrefOf(path, address, { sort: column, order: next === usual ? null : next });
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

function dayBound(field: 'from' | 'to', day: string | undefined, timeZone: string) {
  if (day === undefined) return undefined;
  const first = field === 'from' ? day : dayAfter(day);
  const bound = first === null ? null : startOfDay(first, timeZone);
  if (bound === null) {
    const message = 'must be a day, such as 2026-03-01';
    throw new AppError('invalid', `${field}: ${message}`, { fields: [{ field, message }] });
  }
  return bound.toISOString();
}

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
