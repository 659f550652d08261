import { Field } from '@/components/ui/field';
import { FilterBar, type ActiveFilter } from '@/components/ui/filter-bar';
import { Select, type SelectOption } from '@/components/ui/input';
import { SearchInput } from '@/components/ui/search-input';

export type Choice = { name: string; label: string; options: SelectOption[]; value: string };

/** The filters of the worklist or of what is missing: a form whose address is the view. */
export function WorklistFilters({
  search,
  choices,
  active,
  resetHref,
  hidden,
}: {
  /** The number searched for; absent where numbers cannot be searched. */
  search?: string;
  choices: readonly Choice[];
  active: readonly ActiveFilter[];
  resetHref: string;
  hidden: Record<string, string>;
}) {
  return (
    <FilterBar
      lead={
        search === undefined ? undefined : (
          <Field label="Number" className="max-md:[&>label]:sr-only">
            <SearchInput
              key={search}
              label="Specimen number, or how it begins"
              placeholder="Specimen number"
              defaultValue={search}
            />
          </Field>
        )
      }
      active={active}
      resetHref={resetHref}
      hidden={hidden}
    >
      {choices.map(({ name, label, options, value }) => (
        <Field key={`${name} ${value}`} label={label} name={name} className="md:max-w-40">
          <Select placeholder="Any" options={options} defaultValue={value} />
        </Field>
      ))}
    </FilterBar>
  );
}
