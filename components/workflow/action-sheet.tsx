'use client';

import { useRouter } from 'next/navigation';
import { type SubmitEvent, useId } from 'react';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Checkbox } from '@/components/ui/checkbox';
import { Sheet } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import {
  ACTING_ROLES,
  type TransitionsOfAction,
  type WorkflowTransition,
} from '@/lib/labs/workflow/contract';
import { ROLE_LABELS } from '@/lib/people/role-words';
import { actionChanges, asks, roleField } from './action-changes';
import { MARKS } from './asked-marks';

export type ChangeRules = (
  labSlug: string,
  input: unknown,
) => Promise<ActionResult<TransitionsOfAction>>;

const roleOptions = ACTING_ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] }));

/** The system takes these itself where a lab says so, and cannot give a reason or a signature. */
const ALSO_BY_SYSTEM = new Set(['verify', 'publish']);

/** Edits what an action is called, who may take it and what it asks for. */
export function ActionSheet({
  labSlug,
  rules,
  stateLabels,
  change,
  onClose,
}: {
  labSlug: string;
  /** All transitions of the action. */
  rules: WorkflowTransition[];
  stateLabels: ReadonlyMap<string, string>;
  change: ChangeRules;
  onClose: () => void;
}) {
  const formId = useId();
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = useAction(change, labSlug);
  const [first] = rules;
  if (!first) return null;
  const refused = result?.ok === false ? result : null;
  // A fault names its place among the changes, changes.0.label; its field is the last of it.
  const errors = (refused?.fields ?? []).map(({ field, message }) => ({
    field: field.split('.').at(-1) ?? field,
    message,
  }));

  const save = async (event: SubmitEvent<HTMLFormElement>) => {
    const changes = actionChanges(rules, new FormData(event.currentTarget));
    if (changes.length > 0) {
      const answer = await run({ action: first.action, changes });
      if (!answer.ok) return;
      toast({ title: `${answer.data.transitions[0]?.label ?? first.label} is saved` });
      router.refresh();
    }
    onClose();
  };

  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Edit ${first.label}`}
      description={`The action ${first.action} of the workflow. It holds from the next click on; what happened stays as it is.`}
      footer={<FormButtons form={formId} submitLabel="Save" pending={pending} />}
    >
      <ActionForm id={formId} failure={refused} errors={errors} onSubmit={save}>
        <Field label="Label" name="label" hint="As buttons and lists call it." required>
          <Input defaultValue={first.label} maxLength={60} autoComplete="off" />
        </Field>
        {rules.map((rule) => (
          <Field
            key={rule.from}
            label={
              rules.length === 1
                ? 'Least role'
                : `Least role from ${stateLabels.get(rule.from) ?? rule.from}`
            }
            name={roleField(rule.from)}
            required
          >
            <Select defaultValue={rule.least_role} options={roleOptions} />
          </Field>
        ))}
        <fieldset className="grid gap-3 border-t pt-4">
          <legend className="sr-only">What it asks for</legend>
          {MARKS.map(({ field, label, hint }) => {
            const now = asks(rules, field);
            return (
              <Checkbox
                key={field}
                name={field}
                label={label}
                hint={now === 'some' ? `${hint} It differs by state now.` : hint}
                defaultChecked={now === 'all'}
              />
            );
          })}
        </fieldset>
        {ALSO_BY_SYSTEM.has(first.action) ? (
          <p className="text-xs text-muted">
            The system gives neither a reason nor a signature: with one of them, autoverification
            and publishing at once leave this action to people.
          </p>
        ) : null}
      </ActionForm>
    </Sheet>
  );
}
