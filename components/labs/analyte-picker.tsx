'use client';

import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useId, useState } from 'react';
import { IconButton } from '@/components/ui/button';
import { useFieldError } from '@/components/ui/form-errors';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';

export type AnalyteChoice = { code: string; name: string };

/** The analytes of an assay in their order; sends each code under `name`. */
export function AnalytePicker({
  name,
  offered,
  present,
}: {
  name: string;
  offered: AnalyteChoice[];
  present: string[];
}) {
  const [chosen, setChosen] = useState(present);
  const error = useFieldError(name);
  const legend = useId();
  const nameOf = new Map(offered.map((analyte) => [analyte.code, analyte.name]));
  const swap = (place: number, other: number) =>
    setChosen((codes) => {
      const next = [...codes];
      const [here, there] = [codes[place], codes[other]];
      if (here === undefined || there === undefined) return codes;
      next[place] = there;
      next[other] = here;
      return next;
    });
  const left = offered.filter(({ code }) => !chosen.includes(code));
  return (
    <fieldset
      aria-describedby={error ? `${legend}-error` : undefined}
      className="grid min-w-0 gap-2"
    >
      <legend className="mb-1.5 text-dense font-medium">Analytes</legend>
      {chosen.length === 0 ? (
        <p className="text-xs text-muted">None yet. Results will need at least one.</p>
      ) : (
        <ol className="min-w-0 divide-y rounded-md border">
          {chosen.map((code, place) => (
            <li key={code} className="flex items-center gap-1 py-1 pr-1 pl-3">
              <input type="hidden" name={name} value={code} />
              <span className="min-w-0 grow truncate text-dense">
                <span className="font-mono">{code}</span>
                <span className="text-muted"> {nameOf.get(code)}</span>
              </span>
              <IconButton
                size="sm"
                variant="ghost"
                label={`Move ${code} up`}
                disabled={place === 0}
                onClick={() => swap(place, place - 1)}
              >
                <ArrowUp aria-hidden="true" />
              </IconButton>
              <IconButton
                size="sm"
                variant="ghost"
                label={`Move ${code} down`}
                disabled={place === chosen.length - 1}
                onClick={() => swap(place, place + 1)}
              >
                <ArrowDown aria-hidden="true" />
              </IconButton>
              <IconButton
                size="sm"
                variant="ghost"
                label={`Take ${code} out`}
                onClick={() => setChosen(chosen.filter((other) => other !== code))}
              >
                <X aria-hidden="true" />
              </IconButton>
            </li>
          ))}
        </ol>
      )}
      <Field label="Add an analyte" hideLabel>
        <Select
          value=""
          placeholder={left.length > 0 ? 'Add an analyte…' : 'No more analytes to add'}
          disabled={left.length === 0}
          options={left.map(({ code, name: full }) => ({
            value: code,
            label: `${code} · ${full}`,
          }))}
          onChange={({ target }) => {
            if (target.value !== '') setChosen([...chosen, target.value]);
          }}
        />
      </Field>
      {error ? (
        <p id={`${legend}-error`} className="text-xs font-medium text-danger">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
