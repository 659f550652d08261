import { ChevronRight } from 'lucide-react';
import { DateRange, type DatePreset } from '@/components/ui/date-range';
import { Field } from '@/components/ui/field';
import { FilterBar, type ActiveFilter } from '@/components/ui/filter-bar';
import { Input, Select, type SelectOption } from '@/components/ui/input';
import { NONE, PRIORITIES } from '@/lib/metrics/contract';
import { SEGMENTS } from '@/lib/metrics/segment';
import type { Days, TurnaroundView } from '@/lib/metrics/turnaround/turnaround-view';

/** What the filters by name offer. */
export type FilterChoices = {
  assays: SelectOption[];
  departments: SelectOption[];
  locations: SelectOption[];
  devices: SelectOption[];
};

/** A filter by name: one of the list, or several that a link gave. */
export function Choice({
  name,
  label,
  any,
  options,
  chosen = [],
}: {
  name: string;
  label: string;
  any: string;
  options: readonly SelectOption[];
  chosen?: readonly string[];
}) {
  const [only] = chosen;
  // Several (from a link) go on as they are; the list then adds one more.
  const several = chosen.length > 1;
  const known = several || only === undefined || options.some(({ value }) => value === only);
  const list = known
    ? options
    : [...options, { value: only, label: only === NONE ? 'None' : only }];
  return (
    <>
      {several
        ? chosen.map((value) => <input key={value} type="hidden" name={name} value={value} />)
        : null}
      <Field key={chosen.join()} label={label} name={name} className="md:w-36">
        <Select
          placeholder={several ? `${chosen.length} chosen, add …` : any}
          options={list}
          defaultValue={several ? '' : (only ?? '')}
        />
      </Field>
    </>
  );
}

/** Every filter of turnaround as one form, whose address is the view. */
export function TurnaroundFilters({
  view,
  days,
  presets,
  choices,
  active,
  resetHref,
  hidden,
}: {
  view: TurnaroundView;
  days: Days;
  presets: readonly DatePreset[];
  choices: FilterChoices;
  active: readonly ActiveFilter[];
  resetHref: string;
  hidden: Record<string, string>;
}) {
  const unusual =
    view.unit !== 'test' ||
    view.time !== 'clock' ||
    view.within_minutes !== undefined ||
    view.specimen_type !== undefined ||
    view.operator !== undefined;
  return (
    <FilterBar active={active} resetHref={resetHref} hidden={hidden}>
      <DateRange legend="Period" from={days.from} to={days.to} presets={presets} />
      <Choice
        name="assay"
        label="Assay"
        any="All assays"
        options={choices.assays}
        chosen={view.assay}
      />
      <Choice
        name="department"
        label="Department"
        any="All departments"
        options={choices.departments}
        chosen={view.department}
      />
      <Choice
        name="location"
        label="Location"
        any="All locations"
        options={choices.locations}
        chosen={view.location}
      />
      <Choice
        name="priority"
        label="Priority"
        any="All priorities"
        options={PRIORITIES.map((value) => ({ value, label: value }))}
        chosen={view.priority}
      />
      <Choice
        name="device"
        label="Device"
        any="All devices"
        options={choices.devices}
        chosen={view.device}
      />
      <Field key={view.segment.name} label="Segment" name="segment" className="md:w-52">
        <Select
          options={SEGMENTS.map(({ name, label }) => ({ value: name, label }))}
          defaultValue={view.segment.name}
        />
      </Field>
      <Field
        key={`compare ${view.compare}`}
        label="Compare with"
        name="compare"
        className="md:w-40"
      >
        <Select
          placeholder="Nothing"
          options={[
            { value: 'previous', label: 'The period before' },
            { value: '4_weeks', label: '4 weeks earlier' },
            { value: '52_weeks', label: '52 weeks earlier' },
          ]}
          defaultValue={view.compare ?? ''}
        />
      </Field>
      <details
        open={unusual}
        className="not-open:h-9 open:basis-full max-xs:col-span-full xs:open:col-span-full md:mt-6"
      >
        <summary className="flex h-9 w-fit items-center gap-1 rounded-sm text-dense text-accent hover:underline">
          <ChevronRight aria-hidden="true" className="size-3.5 in-open:rotate-90" />
          More filters
        </summary>
        <div className="mt-1 grid grid-cols-1 gap-3 xs:grid-cols-2 md:flex md:flex-wrap md:[&>*]:w-36">
          <Field key={`unit ${view.unit}`} label="Count" name="unit">
            <Select
              options={[
                { value: 'test', label: 'Tests' },
                { value: 'specimen', label: 'Complete reports' },
              ]}
              defaultValue={view.unit}
            />
          </Field>
          <Field key={`time ${view.time}`} label="Time" name="time">
            <Select
              options={[
                { value: 'clock', label: 'By the clock' },
                { value: 'working', label: 'Opening hours only' },
              ]}
              defaultValue={view.time}
            />
          </Field>
          <Field key={`bin ${view.bin_by}`} label="Patterns by" name="bin_by">
            <Select
              placeholder="The start"
              options={[
                { value: 'received', label: 'Receipt' },
                { value: 'ordered', label: 'Order' },
              ]}
              defaultValue={view.bin_by ?? ''}
            />
          </Field>
          <Field key={`within ${view.within_minutes}`} label="Within minutes" name="within_minutes">
            <Input
              type="number"
              min={1}
              max={525_600}
              placeholder="Lab’s targets"
              defaultValue={view.within_minutes}
            />
          </Field>
          <Field
            key={`type ${view.specimen_type?.join() ?? ''}`}
            label="Specimen type"
            name="specimen_type"
          >
            <Input defaultValue={view.specimen_type?.[0]} />
          </Field>
          <Field key={`operator ${view.operator?.join() ?? ''}`} label="Operator" name="operator">
            <Input defaultValue={view.operator?.[0]} />
          </Field>
        </div>
      </details>
    </FilterBar>
  );
}
