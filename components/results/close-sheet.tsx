'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { CriticalSheet, type CriticalButton } from './critical-sheet';
import { textsOf } from './form-texts';

/** A supervisor's way to close what nobody could be told of, or need be. */
export function CloseSheet({ critical, labSlug, action, size = 'md', className }: CriticalButton) {
  const [as, setAs] = useState('');
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

  return (
    <CriticalSheet
      critical={critical}
      labSlug={labSlug}
      action={action}
      trigger={
        <Button
          size={size}
          className={className}
          aria-label={`Close ${critical.analyte} of ${critical.specimen_id} without a call`}
        >
          Close
        </Button>
      }
      verb="Close"
      description="Without a confirmed call. It stays in the list of closed ones with your name."
      submitLabel="Close this critical"
      danger
      refusedTitle="Not closed"
      onOpen={() => setAs('')}
      read={(form) => ({ as, ...textsOf(form, ['reason', 'escalated_to']) })}
      told={() => ({ title: 'Closed' })}
    >
      <RadioGroup legend="Why" name="as" options={choices} value={as} onValueChange={setAs} />
      {as === 'CLOSED_UNREACHED' ? (
        <Field label="Passed on to" name="escalated_to" required>
          <Input autoComplete="off" maxLength={120} placeholder="Medical director on call" />
        </Field>
      ) : null}
      <Field label="Reason" name="reason" required>
        <Textarea rows={3} maxLength={2000} />
      </Field>
    </CriticalSheet>
  );
}
