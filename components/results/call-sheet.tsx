'use client';

import { Phone } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { CriticalSheet, type CriticalButton } from './critical-sheet';
import { textsOf } from './form-texts';

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
export function CallSheet({ critical, labSlug, action, size = 'md', className }: CriticalButton) {
  const roles = useId();
  const [outcome, setOutcome] = useState('');
  const told = outcome !== 'UNABLE_TO_REACH';
  return (
    <CriticalSheet
      critical={critical}
      labSlug={labSlug}
      action={action}
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
      verb="Call"
      description={[critical.location, critical.assay_name].filter(Boolean).join(' · ')}
      submitLabel="Record the call"
      refusedTitle="Not recorded"
      onOpen={() => setOutcome('')}
      read={(form) => ({
        outcome,
        ...textsOf(form, ['notified_to', 'role', 'method', 'at', 'comment']),
      })}
      told={({ closed_as: closedAs }) =>
        closedAs === 'CONFIRMED'
          ? { title: 'Confirmed and closed', tone: 'positive' }
          : { title: 'Recorded; it stays open', tone: 'warning' }
      }
    >
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
          <Input autoComplete="off" maxLength={120} list={roles} />
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
      <datalist id={roles}>
        {ROLES.map((role) => (
          <option key={role} value={role} />
        ))}
      </datalist>
    </CriticalSheet>
  );
}
