'use client';

import { useRouter } from 'next/navigation';
import { useRef, type SubmitEvent } from 'react';
import { textsOf } from '@/components/results/form-texts';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';
import type { AlertDetail } from '@/lib/alerts/alerts/contract';
import type { ActionResult } from '@/lib/entry/action-result';

/** Takes `{id, text}`. */
export type NoteAction = (labSlug: string, input: unknown) => Promise<ActionResult<AlertDetail>>;

/** A place to leave a note in the history of an alert. */
export function NoteForm({
  labSlug,
  alertId,
  leave,
}: {
  labSlug: string;
  alertId: string;
  leave: NoteAction;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const { run, pending, result } = useAction(leave, labSlug);
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    const { text } = textsOf(new FormData(event.currentTarget), ['text']);
    const answer = await run({ id: alertId, text });
    if (!answer.ok) return;
    form.current?.reset();
    form.current?.querySelector('textarea')?.focus();
    router.refresh();
  };
  return (
    <ActionForm
      ref={form}
      failure={result?.ok === false ? result : null}
      refusedTitle="The note was not kept"
      onSubmit={submit}
      className="gap-3 print:hidden"
    >
      <Field label="Leave a note" name="text">
        <Textarea rows={2} maxLength={2000} />
      </Field>
      <Button type="submit" pending={pending} className="justify-self-start">
        Leave note
      </Button>
    </ActionForm>
  );
}
