import type { ListContext, Sorting } from '@/components/specimens/list-columns';
import type { Choice } from '@/components/specimens/list-filters';
import type { ActiveFilter } from '@/components/ui/filter-bar';
import type { PageCtx } from '@/lib/entry/page';
import { found } from '@/lib/entry/found';
import { filterChips, pageHref, type GivenParams } from '@/lib/platform/http/page-address';
import { filterOptions, type FilterOptions } from '@/lib/specimens/lists/filter-options';
import { readLabRules, type LabRules } from '@/lib/specimens/lab-rules';
import {
  FILTERS,
  listQueryOf,
  PAGE_SIZES,
  pageSizeOf,
  readAddress,
  sortHref,
  sortingOf,
  type Address,
  type Parameter,
} from '@/lib/specimens/lists/list-address';
import { COUNTED_UP_TO } from '@/lib/specimens/lists/list-page';
import type { ListQuery } from '@/lib/specimens/lists/list-query';
import type { ListPage } from '@/lib/specimens/lists/list-tests';

type List<T> = (
  ctx: PageCtx,
  query: ListQuery,
  options: { count: boolean },
) => Promise<ListPage<T>>;

export type ListView<T> = {
  /** The rows, or what of the address this lab cannot answer. */
  outcome: { ok: true; rows: T[] } | { ok: false; message: string };
  context: ListContext;
  sorting: Sorting;
  filters: {
    q: string;
    from: string;
    to: string;
    choices: Choice[];
    active: ActiveFilter[];
    resetHref: string;
    hidden: Record<string, string>;
  };
  summary: string;
  sizes: { rows: number; href: string; current: boolean }[];
  rules: LabRules;
  previousHref: string | null;
  nextHref: string | null;
};

const CHIP_LABELS: Partial<Record<Parameter, string>> = {
  q: 'Number',
  from: 'Received from',
  to: 'Received to',
};

function choicesOf(address: Address, rules: LabRules, options: FilterOptions): Choice[] {
  const value = (name: Parameter) => (address[name].length === 1 ? (address[name][0] ?? '') : '');
  const states = [
    { value: 'open', label: 'Open (any)' },
    ...rules.states.map(({ key, label }) => ({ value: key, label })),
  ];
  const priorities = [
    { value: 'STAT', label: 'STAT' },
    { value: 'URGENT', label: 'Urgent' },
    { value: 'ROUTINE', label: 'Routine' },
  ];
  const late = [
    { value: 'true', label: 'Late only' },
    { value: 'false', label: 'In time only' },
  ];
  const all: [Parameter, string, Choice['options']][] = [
    ['state', 'State', states],
    ['priority', 'Priority', priorities],
    ['late', 'Lateness', late],
    ['assay', 'Assay', options.assays],
    ['department', 'Department', options.departments],
    ['location', 'Location', options.locations],
    ['device', 'Device', options.devices],
  ];
  return all.map(([name, label, choices]) => ({
    name,
    label,
    any: 'Any',
    options: choices,
    value: value(name),
  }));
}

function chips(path: string, address: Address, choices: readonly Choice[]): ActiveFilter[] {
  return filterChips(path, address, FILTERS, (name) => {
    const choice = choices.find((candidate) => candidate.name === name);
    return {
      label: CHIP_LABELS[name] ?? choice?.label ?? name,
      value: (value) => choice?.options.find((option) => option.value === value)?.label ?? value,
    };
  });
}

function counted(count: number | null, shown: number, one: string, many: string): string {
  if (count === null) return '';
  const few = new Intl.NumberFormat('en-GB');
  if (count > COUNTED_UP_TO) return `More than ${few.format(COUNTED_UP_TO)} ${many}`;
  const all = `${few.format(count)} ${count === 1 ? one : many}`;
  return count > shown ? `${shown} of ${all}` : all;
}

/** Reads the list an address asks for, and all that its page shows around it. */
export async function readListView<T>(
  ctx: PageCtx,
  given: GivenParams,
  page: { path: string; one: string; many: string; list: List<T> },
): Promise<ListView<T>> {
  const address = readAddress(given);
  const { path } = page;
  const [rules, options, list] = await Promise.all([
    readLabRules(ctx),
    filterOptions(ctx),
    found(() => {
      const query = listQueryOf(address, ctx.lab.timeZone, pageSizeOf(address));
      return page.list(ctx, query, { count: true });
    }),
  ]);
  const choices = choicesOf(address, rules, options);
  const { sort, order } = sortingOf(address);
  const rows = list.ok ? list.data.data : [];
  const cursorHref = (cursor: string | null) => cursor && pageHref(path, address, { cursor });
  return {
    outcome: list.ok ? { ok: true, rows } : list,
    context: {
      labSlug: ctx.lab.slug,
      timeZone: ctx.lab.timeZone,
      now: ctx.now,
      stateLabels: new Map(rules.states.map(({ key, label }) => [key, label])),
      openStates: new Set(rules.states.filter(({ kind }) => kind === 'open').map(({ key }) => key)),
    },
    sorting: {
      sort,
      order,
      hrefs: {
        received: sortHref(path, address, 'received'),
        number: sortHref(path, address, 'number'),
        due: sortHref(path, address, 'due'),
        state: sortHref(path, address, 'state'),
        priority: sortHref(path, address, 'priority'),
      },
    },
    filters: {
      q: address.q[0] ?? '',
      from: address.from[0] ?? '',
      to: address.to[0] ?? '',
      choices,
      active: chips(path, address, choices),
      resetHref: path,
      hidden: Object.fromEntries(
        (['sort', 'order', 'rows'] as const).flatMap((name) => {
          const value = address[name][0];
          return value === undefined ? [] : [[name, value]];
        }),
      ),
    },
    summary: list.ok ? counted(list.data.count, rows.length, page.one, page.many) : '',
    sizes: PAGE_SIZES.map((size) => ({
      rows: size,
      href: pageHref(path, address, { rows: size === PAGE_SIZES[0] ? null : String(size) }),
      current: size === pageSizeOf(address),
    })),
    rules,
    previousHref: list.ok ? cursorHref(list.data.previousCursor) : null,
    nextHref: list.ok ? cursorHref(list.data.nextCursor) : null,
  };
}
