'use client';

import { Phone } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useId, useState, type SubmitEvent } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/checkbox';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormErrors } from '@/components/ui/form-errors';
import { Input, Select } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { Critical } from '@/lib/results/contract';
import { CriticalValue } from './critical-value';
import { textsOf } from './form-texts';

export type CriticalAction = (labSlug: string, input: unknown) => Promise<ActionResult<Critical>>;

const OUTCOMES = [
  { value: 'CONFIRMED', label: 'Told, and read back', hint: 'Closes this critical.' },
  { value: 'REACHED_NO_READBACK', label: 'Told, but not read back', hint: 'Stays open.' },
  { value: 'UNABLE_TO_REACH', label: 'Could not reach anybody', hint: 'Stays open.' },
];

const METHODS = [
  { value: 'phone', label: 'Phone' },
  { value: 'in person', label: 'In person' },
  { value: 'secure message', label: 'Secure message' },
];

const ROLES = ['Physician', 'Nurse', 'Midwife', 'Ward clerk'];

/** The button of a critical and the sheet behind it: whom, what came of it, how and when. */
export function CallSheet({
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
  const [outcome, setOutcome] = useState('');
  const { run, pending, result, reset } = useAction(action, labSlug);
  const failure = result?.ok === false ? result : null;
  const told = outcome !== 'UNABLE_TO_REACH';

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const answer = await run({
      id: critical.id,
      outcome,
      ...textsOf(form, ['notified_to', 'role', 'method', 'at', 'comment']),
    });
    if (!answer.ok) return;
    setOpen(false);
    const closed = answer.data.closed_as === 'CONFIRMED';
    toast({
      title: closed ? 'Confirmed and closed' : 'Recorded; it stays open',
      description: `${critical.analyte} of ${critical.specimen_id}`,
      tone: closed ? 'positive' : 'warning',
    });
    router.refresh();
  };

  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) return;
        setOutcome('');
        reset();
      }}
      trigger={
        <Button
          variant="primary"
          size={size}
          className={className}
          icon={<Phone aria-hidden="true" />}
          aria-label={`Call ${critical.analyte} of ${critical.specimen_id}`}
        >
          Call
        </Button>
      }
      title={
        <>
          Call <span className="font-mono">{critical.specimen_id}</span>
        </>
      }
      description={[critical.location, critical.assay_name].filter(Boolean).join(' · ')}
      footer={
        <>
          <DialogClose>
            <Button>Not now</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" pending={pending}>
            Record the call
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
            <Alert tone="danger" title="Not recorded" live>
              {failure.message}
            </Alert>
          ) : null}
          <div className="rounded-md bg-danger-soft px-3.5 py-3">
            <CriticalValue critical={critical} large />
          </div>
          <RadioGroup
            legend="What came of it"
            name="outcome"
            options={OUTCOMES}
            value={outcome}
            onValueChange={setOutcome}
          />
          <div className="grid gap-4 xs:grid-cols-2">
            <Field
              label={told ? 'Whom you told' : 'Whom you tried to reach'}
              name="notified_to"
              required
            >
              <Input autoComplete="off" maxLength={120} placeholder="Dr Jones" />
            </Field>
            <Field label="Their role" name="role" optional>
              <Input autoComplete="off" maxLength={120} list={`${formId}-roles`} />
            </Field>
            <Field label="How" name="method">
              <Select options={METHODS} defaultValue="phone" />
            </Field>
            <Field label="When (empty: now)" name="at">
              <Input type="datetime-local" />
            </Field>
          </div>
          <Field label="Comment" name="comment" optional>
            <Input autoComplete="off" maxLength={2000} />
          </Field>
          <datalist id={`${formId}-roles`}>
            {ROLES.map((role) => (
              <option key={role} value={role} />
            ))}
          </datalist>
        </form>
      </FormErrors>
    </Dialog>
  );
}
