'use client';

import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { PRIORITIES } from '@/lib/specimens/contract';
import type { ChangeAction } from './change-action';
import { ChangeForm, textOf, type Read } from './change-form';
import type { MoreTarget } from './more-target';

/** Priority, location and type of a tube. */
export function ChangeSpecimenForm({
  target: { labSlug, specimen, locations },
  action,
  onDone,
}: {
  target: MoreTarget;
  action: ChangeAction;
  onDone: (text: string) => void;
}) {
  const { priority, location, specimen_type: type, version } = specimen;
  const read = (form: FormData): Read => {
    const before = { priority, location, specimen_type: type };
    const after = {
      priority: textOf(form, 'priority'),
      location: textOf(form, 'location') || null,
      specimen_type: textOf(form, 'specimen_type') || null,
    };
    // Only what was touched: the priority of finished work is not asked for by leaving it.
    const touched = (['priority', 'location', 'specimen_type'] as const).filter(
      (field) => before[field] !== after[field],
    );
    if (touched.length === 0) {
      return { ok: false, fields: [{ field: 'priority', message: 'nothing was changed yet' }] };
    }
    return {
      ok: true,
      given: { version, ...Object.fromEntries(touched.map((field) => [field, after[field]])) },
    };
  };
  const retired = location !== null && !locations.some(({ value }) => value === location);
  return (
    <ChangeForm
      labSlug={labSlug}
      number={specimen.specimen_id}
      action={action}
      read={read}
      submitLabel="Save"
      shown={(field) => ['priority', 'location', 'specimen_type'].includes(field)}
      onDone={() => onDone('Changed')}
    >
      <Field
        label="Priority"
        name="priority"
        hint="Open tests without a priority of their own take it, and are due by its target."
      >
        <Select
          options={PRIORITIES.map((value) => ({ value, label: value }))}
          defaultValue={priority}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Location" name="location" optional>
          <Select
            placeholder="Not given"
            options={retired ? [{ value: location, label: location }, ...locations] : locations}
            defaultValue={location ?? ''}
          />
        </Field>
        <Field label="Specimen type" name="specimen_type" optional>
          <Input defaultValue={type ?? ''} placeholder="Serum, EDTA blood, swab…" maxLength={200} />
        </Field>
      </div>
    </ChangeForm>
  );
}
