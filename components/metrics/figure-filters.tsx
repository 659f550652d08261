import { DateRange, type DatePreset } from '@/components/ui/date-range';
import { Field } from '@/components/ui/field';
import { FilterBar, type ActiveFilter } from '@/components/ui/filter-bar';
import { Select, type SelectOption } from '@/components/ui/input';
import { PRIORITIES } from '@/lib/metrics/contract';
import type { DefinedFigure } from '@/lib/metrics/define-figure';
import type { FigureAddress } from '@/lib/metrics/figure-address';
import { Choice, type FilterChoices } from './turnaround-filters';

/** The options of a choice, with what an address asks for that is not among them. */
function withChosen(options: readonly SelectOption[], value: string | undefined): SelectOption[] {
  const known = value === undefined || options.some((option) => option.value === value);
  return known ? [...options] : [...options, { value, label: value }];
}

/** The filters and choices that a figure takes, as one form whose address is the view. */
export function FigureFilters({
  figure,
  address: { days, filters },
  chosen,
  optional,
  presets,
  choices,
  active,
  resetHref,
}: {
  figure: Pick<DefinedFigure, 'parameters' | 'choices'>;
  address: FigureAddress;
  /** What each choice stands at. */
  chosen: Readonly<Record<string, string>>;
  /** The choices that may be left open. */
  optional: ReadonlySet<string>;
  presets: readonly DatePreset[];
  choices: FilterChoices;
  active: readonly ActiveFilter[];
  resetHref: string;
}) {
  const LISTS = [
    { name: 'assay', label: 'Assay', any: 'All assays', options: choices.assays },
    {
      name: 'department',
      label: 'Department',
      any: 'All departments',
      options: choices.departments,
    },
    { name: 'location', label: 'Location', any: 'All locations', options: choices.locations },
    {
      name: 'priority',
      label: 'Priority',
      any: 'All priorities',
      options: PRIORITIES.map((value) => ({ value, label: value })),
    },
    { name: 'device', label: 'Device', any: 'All devices', options: choices.devices },
  ];
  const takes = (name: string) => figure.parameters.includes(name);
  // What has no list of its own on the page stays in force while the rest is changed.
  const hidden = ['specimen_type', 'operator', 'weekday', 'week_of_month', 'hour_bin'].flatMap(
    (name) => (filters[name] ?? []).map((value) => ({ name, value })),
  );
  return (
    <FilterBar active={active} resetHref={resetHref}>
      {takes('from') ? (
        <DateRange legend="Period" from={days.from} to={days.to} presets={presets} />
      ) : null}
      {LISTS.filter(({ name }) => takes(name)).map((list) => (
        <Choice key={list.name} {...list} chosen={filters[list.name]} />
      ))}
      {figure.choices.map(({ name, label, options }) => (
        <Field key={`${name} ${chosen[name] ?? ''}`} label={label} name={name} className="md:w-36">
          <Select
            placeholder={optional.has(name) ? 'None' : undefined}
            options={withChosen(options, chosen[name])}
            defaultValue={chosen[name] ?? ''}
          />
        </Field>
      ))}
      {hidden.map(({ name, value }) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
    </FilterBar>
  );
}
