'use client';

import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Select, type SelectOption } from '@/components/ui/input';

/** Assays to be chosen, one a row; at least one row is shown, which may stay empty. */
export function AssayRows({
  legend,
  hint,
  options,
  chosen,
  onChange,
  fieldOf,
}: {
  legend: string;
  hint?: string;
  options: readonly SelectOption[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  /** What the interface calls the field of a row. */
  fieldOf: (index: number) => string;
}) {
  const rows = chosen.length === 0 ? [''] : chosen;
  const put = (index: number, value: string) =>
    onChange(rows.map((each, at) => (at === index ? value : each)));
  return (
    <fieldset className="space-y-2">
      <legend className="mb-1 text-dense font-medium">{legend}</legend>
      {hint ? <p className="text-xs text-muted">{hint}</p> : null}
      {rows.map((value, index) => (
        // Rows are told apart by their place: two empty ones are the same.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={index} className="flex items-start gap-2">
          <Field
            label={rows.length === 1 ? 'Assay' : `Assay ${index + 1}`}
            hideLabel
            name={fieldOf(index)}
            className="grow"
          >
            <Select
              placeholder="Choose an assay"
              options={options}
              value={value}
              onChange={(event) => put(index, event.target.value)}
            />
          </Field>
          {rows.length > 1 ? (
            <IconButton
              label={`Remove assay ${index + 1}`}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            >
              <X aria-hidden="true" />
            </IconButton>
          ) : null}
        </div>
      ))}
      <Button
        size="sm"
        variant="ghost"
        icon={<Plus aria-hidden="true" />}
        onClick={() => onChange([...rows, ''])}
      >
        Add another
      </Button>
    </fieldset>
  );
}
