'use client';

import { useRouter } from 'next/navigation';
import { useId } from 'react';
import { textsOf } from '@/components/results/form-texts';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Textarea } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { Acknowledged } from '@/lib/alerts/alerts/contract';
import type { ActionResult } from '@/lib/entry/action-result';

/** Takes `{ids, note?}` or `{notification, note?}`. */
export type AcknowledgeAction = (
  labSlug: string,
  input: unknown,
) => Promise<ActionResult<Acknowledged>>;

/** What an acknowledgement is asked for. */
export type ToAcknowledge = readonly { id: string; name: string }[];

/** Takes alerts on, with a note if one has something to say. */
export function AcknowledgeDialog({
  labSlug,
  alerts,
  acknowledge,
  onClose,
  onDone = () => undefined,
}: {
  labSlug: string;
  alerts: ToAcknowledge;
  acknowledge: AcknowledgeAction;
  onClose: () => void;
  onDone?: () => void;
}) {
  const router = useRouter();
  const toast = useToast();
  const formId = useId();
  const { run, pending, result } = useAction(acknowledge, labSlug);
  const [first] = alerts;
  const many = alerts.length.toLocaleString('en');
  const send = async (form: FormData) => {
    const { note } = textsOf(form, ['note']);
    const ids = alerts.map(({ id }) => id);
    const answer = await run(note === '' ? { ids } : { ids, note });
    if (!answer.ok) return;
    toast(acknowledgedText(answer.data));
    onClose();
    onDone();
    router.refresh();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={alerts.length === 1 ? 'Acknowledge this alert' : `Acknowledge ${many} alerts`}
      description="You take them on: channels are not told of them again. Of a critical result they still are, until it is handled."
      size="sm"
      footer={<FormButtons form={formId} submitLabel="Acknowledge" pending={pending} />}
    >
      <ActionForm
        id={formId}
        failure={result?.ok === false ? result : null}
        refusedTitle="Not acknowledged"
        onSubmit={(event) => send(new FormData(event.currentTarget))}
      >
        {alerts.length === 1 && first ? (
          <p className="text-sm font-medium wrap-anywhere">{first.name}</p>
        ) : null}
        <Field label="Note" name="note" optional hint="What is done about it, for the others.">
          <Textarea rows={2} maxLength={2000} />
        </Field>
      </ActionForm>
    </Dialog>
  );
}

/** What is said when it is done. */
export function acknowledgedText({ acknowledged: count }: Acknowledged): {
  title: string;
  description?: string;
  tone: 'positive' | 'neutral';
} {
  if (count === 0) {
    return {
      title: 'Nothing was left to acknowledge',
      description: 'Somebody has done so already, or it is over.',
      tone: 'neutral',
    };
  }
  return {
    title: count === 1 ? 'Acknowledged' : `${count.toLocaleString('en')} alerts acknowledged`,
    tone: 'positive',
  };
}
