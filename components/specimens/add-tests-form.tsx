'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { PRIORITIES } from '@/lib/specimens/contract';
import { instantOfLocal } from '@/lib/specimens/lists/lab-day';
import { AssayRows } from './assay-rows';
import type { ChangeAction } from './change-action';
import { ChangeForm, textOf, type Read } from './change-form';
import type { MoreTarget } from './more-target';

/** Tests added to a tube. */
export function AddTestsForm({
  target: { labSlug, timeZone, specimen, assays },
  action,
  onDone,
}: {
  target: MoreTarget;
  action: ChangeAction;
  onDone: (text: string) => void;
}) {
  const [chosen, setChosen] = useState<string[]>([]);
  const known = new Set(specimen.tests.map(({ assay }) => assay));
  const open = assays.filter(({ value }) => !known.has(value));

  const read = (form: FormData): Read => {
    const codes = chosen.filter((code) => code !== '');
    if (codes.length === 0) {
      return { ok: false, fields: [{ field: 'tests.0.assay', message: 'choose an assay' }] };
    }
    const local = textOf(form, 'ordered_at');
    const ordered = local === '' ? undefined : instantOfLocal(local, timeZone)?.toISOString();
    if (local !== '' && ordered === undefined) {
      const message = 'is no time on the clock of the lab';
      return { ok: false, fields: [{ field: 'ordered_at', message }] };
    }
    const priority = textOf(form, 'priority') || undefined;
    const tests = codes.map((assay) => ({ assay, priority, ordered_at: ordered }));
    return { ok: true, given: { tests, version: specimen.version } };
  };

  return (
    <ChangeForm
      labSlug={labSlug}
      number={specimen.specimen_id}
      action={action}
      read={read}
      submitLabel="Add"
      shown={(field) => field === 'ordered_at' || /^tests\.\d+\.assay$/.test(field)}
      onDone={(after) => {
        const count = after.tests.length - specimen.tests.length;
        onDone(count === 1 ? '1 test added' : `${count} tests added`);
      }}
    >
      <AssayRows
        legend="Tests"
        options={open}
        chosen={chosen}
        onChange={setChosen}
        fieldOf={(index) => `tests.${index}.assay`}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Priority" name="priority">
          <Select
            placeholder={`The specimen’s: ${specimen.priority}`}
            options={PRIORITIES.map((value) => ({ value, label: value }))}
          />
        </Field>
        <Field label="Asked for at" name="ordered_at" optional hint="Now, when left empty.">
          <Input type="datetime-local" />
        </Field>
      </div>
    </ChangeForm>
  );
}
