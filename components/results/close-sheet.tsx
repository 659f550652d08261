'use client';

import { useRouter } from 'next/navigation';
import { useId, useState, type SubmitEvent } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/checkbox';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormErrors } from '@/components/ui/form-errors';
import { Input, Textarea } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { Critical } from '@/lib/results/contract';
import type { CriticalAction } from './call-sheet';
import { CriticalValue } from './critical-value';
import { textsOf } from './form-texts';

/** A supervisor's way to close what nobody could be told of, or need be. */
export function CloseSheet({
  critical,
  labSlug,
  action,
  size = 'md',
  className,
}: {
  critical: Critical;
  labSlug: string;
  action: CriticalAction;
  size?: 'sm' | 'md' | 'lg';
  className?: string;
}) {
  const router = useRouter();
  const toast = useToast();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [as, setAs] = useState('');
  const { run, pending, result, reset } = useAction(action, labSlug);
  const failure = result?.ok === false ? result : null;
  const tried = critical.attempts.some(({ outcome }) => outcome === 'UNABLE_TO_REACH');
  const choices = [
    {
      value: 'CLOSED_UNREACHED',
      label: 'Nobody could be reached',
      hint: tried
        ? 'Name whom you passed it on to.'
        : 'Only after a call that reached nobody was recorded.',
      disabled: !tried,
    },
    { value: 'NOT_REQUIRED', label: 'No call is required', hint: 'By a policy of the laboratory.' },
  ];

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const answer = await run({
      id: critical.id,
      as,
      ...textsOf(form, ['reason', 'escalated_to']),
    });
    if (!answer.ok) return;
    setOpen(false);
    toast({ title: 'Closed', description: `${critical.analyte} of ${critical.specimen_id}` });
    router.refresh();
  };

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) return;
        setAs('');
        reset();
      }}
      trigger={
        <Button
          size={size}
          className={className}
          aria-label={`Close ${critical.analyte} of ${critical.specimen_id} without a call`}
        >
          Close
        </Button>
      }
      title={
        <>
          Close <span className="font-mono">{critical.specimen_id}</span>
        </>
      }
      description="Without a confirmed call. It stays in the list of closed ones with your name."
      footer={
        <>
          <DialogClose>
            <Button>Keep it open</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="danger" pending={pending}>
            Close this critical
          </Button>
        </>
      }
    >
      <FormErrors errors={failure?.fields}>
        <form
          id={formId}
          onSubmit={(event) => void submit(event)}
          className="grid gap-4"
          noValidate
        >
          {failure && failure.fields.length === 0 ? (
            <Alert tone="danger" title="Not closed" live>
              {failure.message}
            </Alert>
          ) : null}
          <div className="rounded-md bg-danger-soft px-3.5 py-3">
            <CriticalValue critical={critical} large />
          </div>
          <RadioGroup legend="Why" name="as" options={choices} value={as} onValueChange={setAs} />
          {as === 'CLOSED_UNREACHED' ? (
            <Field label="Passed on to" name="escalated_to" required>
              <Input autoComplete="off" maxLength={120} placeholder="Medical director on call" />
            </Field>
          ) : null}
          <Field label="Reason" name="reason" required>
            <Textarea rows={3} maxLength={2000} />
          </Field>
        </form>
      </FormErrors>
    </Dialog>
  );
}
