'use client';

import { useRouter } from 'next/navigation';
import { useId, useState, type ReactNode } from 'react';
import { textsOf } from '@/components/results/form-texts';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/components/ui/form-errors';
import { Input } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import { useServerClock } from '@/components/worklist/server-clock';
import type { Silence } from '@/lib/alerts/silences/contract';
import type { ActionResult } from '@/lib/entry/action-result';
import { SilenceEndField } from './silence-end-field';
import { SilenceReachText, type Matcher, type ReachAction } from './silence-reach';
import { endAfter, instantOfEnd, USUAL_HOURS, type ChosenEnd } from './silence-ends';

/** Takes `{matchers, ends_at, reason}`. */
export type CreateSilenceAction = (
  labSlug: string,
  input: unknown,
) => Promise<ActionResult<Silence>>;

/**
 * The dialog that makes a silence; inside a ServerClock. `children` are the fields that say what is
 * silenced, `matchersOf` reads them, `nothing` is said where they name nothing.
 */
export function NewSilenceDialog({
  labSlug,
  timeZone,
  trigger,
  initial = [],
  matchersOf,
  nothing,
  create,
  reach,
  children,
}: {
  labSlug: string;
  timeZone: string;
  trigger: ReactNode;
  /** What the fields say before anybody touched them. */
  initial?: readonly Matcher[];
  matchersOf: (form: FormData) => Matcher[];
  nothing: string;
  create: CreateSilenceAction;
  reach: ReachAction;
  children: ReactNode;
}) {
  const router = useRouter();
  const toast = useToast();
  const formId = useId();
  const clock = useServerClock();
  const [open, setOpen] = useState(false);
  const [end, setEnd] = useState<ChosenEnd>({ local: '', at: null });
  const [chosen, setChosen] = useState<readonly Matcher[]>(initial);
  const [wrong, setWrong] = useState<readonly FieldError[]>([]);
  const { run, pending, result, reset } = useAction(create, labSlug);
  const refused = result?.ok === false ? result : null;

  const send = async (form: FormData) => {
    const { reason } = textsOf(form, ['reason']);
    const matchers = matchersOf(form);
    const endsAt = instantOfEnd(end, timeZone);
    const faults = [
      ...(matchers.length === 0 ? [{ field: 'matchers', message: nothing }] : []),
      ...(endsAt === null ? [{ field: 'ends_at', message: 'say until when' }] : []),
      ...(reason === '' ? [{ field: 'reason', message: 'say why' }] : []),
    ];
    setWrong(faults);
    if (faults.length > 0 || endsAt === null) return;
    const answer = await run({ matchers, ends_at: endsAt.toISOString(), reason });
    if (!answer.ok) return;
    setOpen(false);
    toast({
      title: 'Silenced',
      description: silencedText(answer.data.holds),
      tone: 'positive',
    });
    router.refresh();
  };

  const errors = wrong.length > 0 ? wrong : (refused?.fields ?? []).map(ofGroup);
  const what = errors.find(({ field }) => field === 'matchers')?.message;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) return;
        reset();
        setWrong([]);
        setChosen(initial);
        setEnd(endAfter(USUAL_HOURS, new Date(clock.now()), timeZone));
      }}
      trigger={trigger}
      title="Silence alerts"
      description="They stay in the list, and no channel is told of them. What still fires at the end is told then."
      footer={<FormButtons form={formId} submitLabel="Silence" pending={pending} />}
    >
      <ActionForm
        id={formId}
        failure={refused}
        errors={errors}
        refusedTitle="Not silenced"
        onSubmit={(event) => send(new FormData(event.currentTarget))}
      >
        <fieldset
          className="grid min-w-0 gap-2"
          aria-describedby={what ? `${formId}-what` : undefined}
          onChange={({ currentTarget: { form } }) => {
            if (form) setChosen(matchersOf(new FormData(form)));
          }}
        >
          <legend className="float-left mb-1 text-dense font-medium">
            Alerts of which all of this holds
          </legend>
          {children}
          {what ? (
            <p
              id={`${formId}-what`}
              role="alert"
              className="text-xs font-medium text-danger first-letter:uppercase"
            >
              {what}
            </p>
          ) : null}
          <SilenceReachText labSlug={labSlug} matchers={chosen} reach={reach} />
        </fieldset>
        <SilenceEndField end={end} onChange={setEnd} timeZone={timeZone} now={clock.now} />
        <Field label="Reason" name="reason" required>
          <Input maxLength={500} autoComplete="off" placeholder="Such as: yearly service" />
        </Field>
      </ActionForm>
    </Dialog>
  );
}

/** What silences match by is one group of fields: a fault of any stands beneath it. */
function ofGroup({ field, message }: FieldError): FieldError {
  return { field: field.startsWith('matchers') ? 'matchers' : field, message };
}

function silencedText(holds: number): string {
  if (holds === 0) return 'It matches no open alert now.';
  return `${holds.toLocaleString('en')} open ${holds === 1 ? 'alert is' : 'alerts are'} held back.`;
}
