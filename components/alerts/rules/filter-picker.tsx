'use client';

import { X } from 'lucide-react';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Select, type SelectOption } from '@/components/ui/input';

/** What a rule is narrowed to of one sort; sends each value under `name`, none for all. */
export function FilterPicker({
  name,
  label,
  one,
  options,
  present,
  onEdit,
}: {
  name: string;
  label: string;
  /** “an assay”. */
  one: string;
  options: readonly SelectOption[];
  present: readonly string[];
  onEdit: () => void;
}) {
  const [chosen, setChosen] = useState<readonly string[]>(present);
  const labels = new Map(options.map(({ value, label: text }) => [value, text]));
  const left = options.filter(({ value }) => !chosen.includes(value));
  const choose = (next: readonly string[]) => {
    setChosen(next);
    onEdit();
  };
  return (
    <div className="grid min-w-0 gap-2">
      {chosen.map((value) => (
        <input key={value} type="hidden" name={name} value={value} />
      ))}
      <Field label={label} hint={chosen.length === 0 ? 'All of them.' : undefined} name={name}>
        <Select
          // What is sent are the hidden ones: this one only adds to them.
          name={undefined}
          className="max-w-80"
          value=""
          placeholder={left.length > 0 ? `Add ${one}…` : 'All are named'}
          disabled={left.length === 0}
          options={left}
          onChange={({ target }) => {
            if (target.value !== '') choose([...chosen, target.value]);
          }}
        />
      </Field>
      {chosen.length === 0 ? null : (
        <ul aria-label={`${label} of this rule`} className="flex min-w-0 flex-wrap gap-1.5">
          {chosen.map((value) => (
            <li
              key={value}
              className="inline-flex min-w-0 items-center gap-1 rounded-sm bg-sunken py-0.5 pl-2 text-dense max-md:py-1.5"
            >
              <span className="truncate">{labels.get(value) ?? value}</span>
              <button
                type="button"
                aria-label={`Take ${value} out`}
                className="rounded-sm p-1 text-muted hover:text-ink max-md:p-2"
                onClick={() => choose(chosen.filter((other) => other !== value))}
              >
                <X aria-hidden="true" className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
