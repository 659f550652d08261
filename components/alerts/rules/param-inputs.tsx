'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import type { KindName } from '@/lib/alerts/kinds/params';
import type { AlertRule } from '@/lib/alerts/rules/contract';
import { durationText } from '@/lib/alerts/rules/duration-text';
import { PARAM_FIELDS, paramName, type ParamField } from './param-fields';

type Value = AlertRule['params'][string] | undefined;

/** The controls of a kind's parameters, with the values that a rule has. */
export function ParamInputs({ kind, params }: { kind: KindName; params: AlertRule['params'] }) {
  return PARAM_FIELDS[kind].map((field) => (
    <ParamInput key={field.name} field={field} value={params[field.name]} />
  ));
}

function ParamInput({ field, value }: { field: ParamField; value: Value }) {
  const name = paramName(field.name);
  switch (field.input) {
    case 'minutes':
      return (
        <Field
          label={field.label}
          name={name}
          hint={field.hint ?? field.none}
          required={field.none === undefined}
          optional={field.none !== undefined}
        >
          <Input
            className="max-w-48"
            autoComplete="off"
            placeholder="30 min"
            defaultValue={typeof value === 'number' ? durationText(value * 60) : ''}
          />
        </Field>
      );
    case 'number':
      return (
        <Field
          label={
            <>
              {field.label} <span className="font-normal text-muted">({field.unit})</span>
            </>
          }
          name={name}
          hint={field.hint ?? field.none}
          required={field.none === undefined}
          optional={field.none !== undefined}
        >
          <Input
            numeric
            inputMode="decimal"
            className="max-w-48"
            autoComplete="off"
            defaultValue={typeof value === 'number' ? value : ''}
          />
        </Field>
      );
    case 'choice':
      return (
        <Field label={field.label} name={name} hint={field.hint}>
          <Select
            className="max-w-64"
            options={field.options}
            defaultValue={typeof value === 'string' ? value : ''}
          />
        </Field>
      );
    case 'several':
      return (
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 text-dense font-medium">{field.label}</legend>
          {field.options.map((option) => (
            <Checkbox
              key={option.value}
              name={name}
              value={option.value}
              label={option.label}
              defaultChecked={Array.isArray(value) && value.includes(option.value)}
            />
          ))}
        </fieldset>
      );
  }
}
