'use client';

import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { textsOf } from '@/components/results/form-texts';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import { useServerClock } from '@/components/worklist/server-clock';
import type { Silence } from '@/lib/alerts/silences/contract';
import type { ActionResult } from '@/lib/entry/action-result';
import { SilenceEndField } from './silence-end-field';
import { instantOfEnd, localText, type ChosenEnd } from './silence-ends';

/** Takes `{id, ends_at?, reason?}`, or `{id}` to end it. */
export type SilenceAction = (labSlug: string, input: unknown) => Promise<ActionResult<Silence>>;

type Props = { labSlug: string; timeZone: string; silence: Silence; name: string };

/** Lets a silence end at another time, or says why anew. Inside a ServerClock. */
export function ChangeSilence({
  labSlug,
  timeZone,
  silence,
  name,
  change,
}: Props & { change: SilenceAction }) {
  const router = useRouter();
  const toast = useToast();
  const formId = useId();
  const clock = useServerClock();
  const present = (): ChosenEnd => {
    const at = new Date(silence.ends_at);
    return { local: localText(at, timeZone), at };
  };
  const [open, setOpen] = useState(false);
  const [end, setEnd] = useState(present);
  const [noTime, setNoTime] = useState(false);
  const { run, pending, result, reset } = useAction(change, labSlug);
  const refused = result?.ok === false ? result : null;
  const send = async (form: FormData) => {
    const endsAt = instantOfEnd(end, timeZone);
    setNoTime(endsAt === null);
    if (endsAt === null) return;
    const { reason } = textsOf(form, ['reason']);
    const answer = await run({ id: silence.id, ends_at: endsAt.toISOString(), reason });
    if (!answer.ok) return;
    setOpen(false);
    toast({ title: 'The silence was changed', tone: 'positive' });
    router.refresh();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) return;
        reset();
        setNoTime(false);
        setEnd(present());
      }}
      trigger={
        <Button size="sm" className="max-md:h-11" aria-label={`Change the silence of ${name}`}>
          Change
        </Button>
      }
      title="Change the silence"
      description={name}
      footer={<FormButtons form={formId} submitLabel="Change" pending={pending} />}
    >
      <ActionForm
        id={formId}
        failure={refused}
        errors={
          noTime ? [{ field: 'ends_at', message: 'say until when' }] : (refused?.fields ?? [])
        }
        refusedTitle="Not changed"
        onSubmit={(event) => send(new FormData(event.currentTarget))}
      >
        <SilenceEndField end={end} onChange={setEnd} timeZone={timeZone} now={clock.now} />
        <Field label="Reason" name="reason" required>
          <Input maxLength={500} autoComplete="off" defaultValue={silence.reason} />
        </Field>
      </ActionForm>
    </Dialog>
  );
}

/** Ends a silence at once. */
export function EndSilence({
  labSlug,
  silence,
  name,
  end,
}: Omit<Props, 'timeZone'> & { end: SilenceAction }) {
  const router = useRouter();
  const toast = useToast();
  const { run } = useAction(end, labSlug);
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" className="max-md:h-11" aria-label={`End the silence of ${name}`}>
          End now
        </Button>
      }
      title="End this silence now?"
      description={
        silence.state === 'planned'
          ? 'It never begins, and stays among those that are over.'
          : 'Channels are told of what it holds back and still fires. It stays among those that are over.'
      }
      confirmLabel="End it now"
      tone="primary"
      onConfirm={async () => {
        const answer = await run({ id: silence.id });
        if (!answer.ok) return { error: answer.message };
        toast({ title: 'The silence is over', tone: 'positive' });
        router.refresh();
        return undefined;
      }}
    />
  );
}
