import { DateRange } from '@/components/ui/date-range';
import { Field } from '@/components/ui/field';
import { FilterBar, type ActiveFilter } from '@/components/ui/filter-bar';
import { Select, type SelectOption } from '@/components/ui/input';
import { SearchInput } from '@/components/ui/search-input';

/** A filter that is one choice of a list. */
export type Choice = {
  name: string;
  label: string;
  any: string;
  options: SelectOption[];
  value: string;
};

/** The filters of specimens or tests: a form whose address is the view. */
export function ListFilters({
  q,
  choices,
  from,
  to,
  active,
  resetHref,
  hidden,
}: {
  q: string;
  choices: readonly Choice[];
  from: string;
  to: string;
  active: readonly ActiveFilter[];
  resetHref: string;
  hidden: Record<string, string>;
}) {
  return (
    <FilterBar
      lead={
        <SearchInput
          key={q}
          label="Specimen number, or how it begins"
          placeholder="Specimen number"
          defaultValue={q}
        />
      }
      active={active}
      resetHref={resetHref}
      hidden={hidden}
    >
      {choices.map(({ name, label, any, options, value }) => (
        <Field key={`${name} ${value}`} label={label} name={name} className="md:max-w-40">
          <Select placeholder={any} options={options} defaultValue={value} />
        </Field>
      ))}
      <DateRange legend="Received" from={from} to={to} />
    </FilterBar>
  );
}
