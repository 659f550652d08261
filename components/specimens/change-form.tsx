'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import type { FieldError } from '@/components/ui/form-errors';
import { useAction } from '@/components/ui/use-action';
import type { Specimen } from '@/lib/specimens/contract';
import type { ChangeAction } from './change-action';

export type Read = { ok: true; given: object } | { ok: false; fields: readonly FieldError[] };

/** The form of one change of a specimen, inside a dialog: sends it, shows what was refused. */
export function ChangeForm({
  labSlug,
  number,
  action,
  read,
  submitLabel,
  danger = false,
  shown,
  onDone,
  children,
}: {
  labSlug: string;
  number: string;
  action: ChangeAction;
  /** What to send, from the form as it stands. */
  read: (form: FormData) => Read;
  submitLabel: string;
  danger?: boolean;
  /** Fields the form shows: what is wrong with another is told above them all. */
  shown: (field: string) => boolean;
  onDone: (specimen: Specimen) => void;
  children: ReactNode;
}) {
  const router = useRouter();
  const { run, pending, result, reset } = useAction(action, labSlug);
  const [unread, setUnread] = useState<readonly FieldError[]>([]);

  const form = useRef<HTMLFormElement>(null);
  // To the first thing that is asked for, not to the button that closes.
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('select, textarea, input')?.focus();
  }, []);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    const asked = read(new FormData(event.currentTarget));
    if (!asked.ok) {
      reset();
      setUnread(asked.fields);
      return;
    }
    setUnread([]);
    const answer = await run({ specimen_id: number, given: asked.given });
    if (answer.ok) onDone(answer.data);
    else if (answer.code === 'version_conflict') router.refresh();
  };

  const failure = result?.ok === false ? result : null;
  const errors = failure?.fields ?? unread;
  return (
    <ActionForm
      ref={form}
      failure={failure}
      errors={errors}
      aside={!errors.some(({ field }) => shown(field))}
      refusedTitle="Nothing was changed"
      onSubmit={submit}
    >
      {children}
      <div className="flex flex-wrap justify-end gap-2 border-t pt-4">
        <FormButtons submitLabel={submitLabel} danger={danger} pending={pending} />
      </div>
    </ActionForm>
  );
}

/** A field of a form as text, without the space around it. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
