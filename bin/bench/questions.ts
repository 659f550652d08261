import { z } from 'zod';
import { ENDPOINTS } from '@/lib/entry/endpoint-list';
import type { Endpoint } from '@/lib/platform/http/endpoint';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export const WINDOWS = [
  { name: '7 days', days: 7 },
  { name: '90 days', days: 90 },
  { name: 'everything', days: 366 },
] as const;
export type WindowName = (typeof WINDOWS)[number]['name'];

/** One way to ask: a stretch, filters by the names of the interface, and a grouping. */
export type Question = {
  from: Date;
  to: Date;
  filters: Record<string, string[]>;
  groupBy: 'assay' | 'priority' | null;
};

/** Every figure there is: GET /metrics/NAME, but for the rows behind them. */
export function figureEndpoints(): Endpoint[] {
  return ENDPOINTS.filter(
    ({ method, path }) =>
      method === 'GET' && path.startsWith('/metrics/') && !path.endsWith('/rows'),
  ).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function parametersOfQuery(endpoint: Endpoint): ReadonlySet<string> {
  const { query } = endpoint;
  return new Set(query instanceof z.ZodObject ? Object.keys(query.shape) : []);
}

/** Whether a figure looks back over a window; the others show how things stand now. */
export function hasWindow(endpoint: Endpoint): boolean {
  return parametersOfQuery(endpoint).has('from');
}

const two = (number: number) => String(number).padStart(2, '0');

/**
 * The question of a number: stretches that differ by some minutes at least, and now none, one or two
 * filters, so that no two of a run are the same.
 */
export function questionOf(nth: number, days: number, end: Date): Question {
  const slack = Math.max(1, 365 - days) * 1_440;
  const back = days > 365 ? nth * 7 : (nth * 86_413 + 11) % slack;
  const to = end.getTime() - back * MINUTE_MS;
  const assay = `A${two(1 + ((nth * 7) % 30))}`;
  const location = `Ward ${1 + ((nth * 5) % 12)}`;
  const device = `M${two(1 + ((nth * 3) % 10))}`;
  const priority = ['STAT', 'URGENT', 'ROUTINE'][nth % 3] ?? 'STAT';
  const choices: Record<string, string[]>[] = [
    {},
    { assay: [assay] },
    { priority: [priority] },
    { location: [location] },
    { assay: [assay, `A${two(1 + ((nth * 11) % 30))}`], priority: [priority] },
    { device: [device] },
  ];
  return {
    from: new Date(to - days * DAY_MS),
    to: new Date(to),
    filters: choices[nth % choices.length] ?? {},
    groupBy: ([null, 'assay', 'priority'] as const)[Math.floor(nth / 2) % 3] ?? null,
  };
}

/** The question in the words of a figure's address; what it does not take is left out. */
export function addressQuery(endpoint: Endpoint, { from, to, filters, groupBy }: Question): string {
  const known = parametersOfQuery(endpoint);
  const words = new URLSearchParams();
  const add = (name: string, value: string) => {
    if (known.has(name)) words.append(name, value);
  };
  add('from', from.toISOString());
  add('to', to.toISOString());
  for (const [name, values] of Object.entries(filters)) {
    for (const value of values) add(name, value);
  }
  if (groupBy !== null && endpoint.path === '/metrics/tat') add('group_by', groupBy);
  const text = words.toString();
  return text === '' ? '' : `?${text}`;
}
