import type { Order, Sort } from '@/lib/specimens/lists/list-query';

/** How a list is sorted now, and where each heading leads. */
export type Sorting = { sort: Sort; order: Order; hrefs: Record<Sort, string> };

/** What every row of a list is drawn with. */
export type ListContext = {
  labSlug: string;
  timeZone: string;
  now: Date;
  /** The lab's own word for each state. */
  stateLabels: ReadonlyMap<string, string>;
  /** Keys of the states in which work goes on. */
  openStates: ReadonlySet<string>;
};

/** The sorting props of a column's heading. */
export function sortOf(sorting: Sorting, column: Sort) {
  return {
    sortHref: sorting.hrefs[column],
    sorted: sorting.sort === column ? sorting.order : undefined,
  };
}
