'use client';

import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import type { ChangeAction } from './change-action';
import { ChangeForm, textOf } from './change-form';
import type { MoreTarget } from './more-target';

/** Takes an entry made by mistake out of every figure. */
export function VoidForm({
  target: { labSlug, specimen },
  action,
  onDone,
}: {
  target: MoreTarget;
  action: ChangeAction;
  onDone: (text: string) => void;
}) {
  return (
    <ChangeForm
      labSlug={labSlug}
      number={specimen.specimen_id}
      action={action}
      read={(form) => ({
        ok: true,
        given: { reason: textOf(form, 'reason'), version: specimen.version },
      })}
      submitLabel="Void specimen"
      danger
      shown={(field) => field === 'reason'}
      onDone={() => onDone('Voided')}
    >
      <p className="text-sm">
        It leaves every figure with its tests and stays in history. Nothing more can be done with it
        and nothing brings it back; its number stays taken.
      </p>
      <Field label="Reason" name="reason" required>
        <Textarea rows={2} maxLength={2000} />
      </Field>
    </ChangeForm>
  );
}
