'use client';

import { CheckCheck } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { textsOf } from '@/components/results/form-texts';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { LinkButton } from '@/components/ui/link-button';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import { acknowledgedText, type AcknowledgeAction } from './acknowledge-dialog';

/** A page's form that takes alerts on, made for a thumb. Afterwards it leads to `doneHref`. */
export function AcknowledgeForm({
  labSlug,
  given,
  label,
  acknowledge,
  doneHref,
}: {
  labSlug: string;
  /** Which alerts. */
  given: { ids: string[] } | { notification: string };
  /** What the button says. */
  label: string;
  acknowledge: AcknowledgeAction;
  doneHref: string;
}) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = useAction(acknowledge, labSlug);
  const send = async (form: FormData) => {
    const { note } = textsOf(form, ['note']);
    const answer = await run(note === '' ? given : { ...given, note });
    if (!answer.ok) return;
    toast(acknowledgedText(answer.data));
    router.push(doneHref);
  };
  return (
    <ActionForm
      failure={result?.ok === false ? result : null}
      refusedTitle="Not acknowledged"
      onSubmit={(event) => send(new FormData(event.currentTarget))}
    >
      <Field label="Note" name="note" optional hint="What is done about it, for the others.">
        <Textarea rows={3} maxLength={2000} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          size="lg"
          className="max-md:w-full"
          icon={<CheckCheck aria-hidden="true" />}
          pending={pending}
        >
          {label}
        </Button>
        <LinkButton href={doneHref} size="lg" className="max-md:w-full">
          Not now
        </LinkButton>
      </div>
    </ActionForm>
  );
}
