'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { childNumber, type Relation } from '@/lib/specimens/changes/child-number';
import { AssayRows } from './assay-rows';
import type { ChangeAction } from './change-action';
import { ChangeForm, textOf, type Read } from './change-form';
import type { MoreTarget } from './more-target';

/** Codes of the assays whose newest run was rejected. */
function rejectedOn({ specimen: { tests } }: MoreTarget): string[] {
  return tests
    .filter((test) => !tests.some((other) => other.assay === test.assay && other.run > test.run))
    .filter((test) => test.state === 'rejected')
    .map((test) => test.assay);
}

/** A specimen made of this one: an aliquot, or a recollection in its place. */
export function ChildForm({
  target,
  relation,
  action,
  onDone,
}: {
  target: MoreTarget;
  relation: Relation;
  action: ChangeAction;
  /** The number of the new specimen. */
  onDone: (number: string) => void;
}) {
  const { labSlug, specimen, assays } = target;
  const aliquot = relation === 'aliquot';
  const [chosen, setChosen] = useState<string[]>(() => (aliquot ? [] : rejectedOn(target)));
  const taken = new Set(specimen.children.map((child) => child.specimen_id));
  const suggested = childNumber(specimen.specimen_id, relation, taken) ?? '';

  const read = (form: FormData): Read => {
    const tests = chosen.filter((code) => code !== '');
    if (!aliquot && tests.length === 0) {
      return { ok: false, fields: [{ field: 'tests.0', message: 'choose an assay' }] };
    }
    const reason = textOf(form, 'reason');
    return {
      ok: true,
      given: {
        specimen_id: textOf(form, 'specimen_id') || undefined,
        tests,
        ...(reason === '' ? {} : { reason }),
      },
    };
  };

  return (
    <ChangeForm
      labSlug={labSlug}
      number={specimen.specimen_id}
      action={action}
      read={read}
      submitLabel={aliquot ? 'Make aliquot' : 'Ask for it'}
      shown={(field) => field === 'specimen_id' || /^tests\.\d+$/.test(field)}
      onDone={(made) => onDone(made.specimen_id)}
    >
      <Field label="Its number" name="specimen_id" hint="Scan the new label, or keep this one.">
        <Input code defaultValue={suggested} autoComplete="off" spellCheck={false} maxLength={64} />
      </Field>
      <AssayRows
        legend={aliquot ? 'Tests to be done on it' : 'Tests to be done again'}
        hint={
          aliquot
            ? 'They are ordered on the aliquot; what is ordered on this tube stays there.'
            : undefined
        }
        options={assays}
        chosen={chosen}
        onChange={setChosen}
        fieldOf={(index) => `tests.${index}`}
      />
      <Field label="Reason" name="reason" optional>
        <Textarea rows={2} maxLength={2000} />
      </Field>
    </ChangeForm>
  );
}
