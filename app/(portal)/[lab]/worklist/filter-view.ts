import type { ActiveFilter } from '@/components/ui/filter-bar';
import type { Choice } from '@/components/worklist/worklist-filters';
import { filterChips } from '@/lib/platform/http/page-address';
import type { FilterOptions } from '@/lib/specimens/lists/filter-options';
import type { LabState } from '@/lib/specimens/lab-rules';
import { FILTERS, type Address, type Parameter } from '@/lib/worklist/worklist-address';

const PRIORITIES = [
  { value: 'STAT', label: 'STAT' },
  { value: 'URGENT', label: 'Urgent' },
  { value: 'ROUTINE', label: 'Routine' },
];

/**
 * What can be chosen to narrow the list, with what the address chose. The worklist has states and
 * shows where each test is from; what is missing is all in one state, and goes by location.
 */
export function choicesOf(
  address: Address,
  options: FilterOptions,
  states: readonly LabState[] | null,
): Choice[] {
  const open = states
    ?.filter(({ kind }) => kind === 'open')
    .map(({ key, label }) => ({ value: key, label }));
  const all: [Parameter, string, Choice['options'] | undefined][] = [
    ['priority', 'Priority', PRIORITIES],
    ['state', 'State', open],
    ['assay', 'Assay', options.assays],
    ['department', 'Department', options.departments],
    ['location', 'Location', states ? undefined : options.locations],
  ];
  return all.flatMap(([name, label, choices]) =>
    choices
      ? [
          {
            name,
            label,
            options: choices,
            value: address[name].length === 1 ? (address[name][0] ?? '') : '',
          },
        ]
      : [],
  );
}

/** The filters in force, each with the address without it. */
export function chipsOf(
  path: string,
  address: Address,
  choices: readonly Choice[],
): ActiveFilter[] {
  return filterChips(path, address, FILTERS, (name) => {
    const choice = choices.find((candidate) => candidate.name === name);
    return {
      label: name === 'q' ? 'Number' : (choice?.label ?? name),
      value: (value) => choice?.options.find((option) => option.value === value)?.label ?? value,
    };
  });
}

/** What of the address a filter's form must carry on. */
export function carriedOn(address: Address): Record<string, string> {
  return Object.fromEntries(
    (['bench', 'next', 'urgency'] as const).flatMap((name) => {
      const value = address[name][0];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
