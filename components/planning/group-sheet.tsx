'use client';

import { useEffect, useId, useState } from 'react';
import { ActionForm, FormButtons, type Failure } from '@/components/ui/action-form';
import { Sheet } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { shownFaults } from '@/components/alerts/shown-faults';
import type { FittedGroup, GroupEdit } from '@/lib/planning/contract';
import {
  distributionText,
  howText,
  KIND_LABELS,
  needsText,
  serviceText,
  weekHoursText,
} from './fit-words';
import { GROUP_FIELDS, groupValues, readGroupForm } from './group-form';
import { HoursInputs } from './hours-inputs';
import { figureText } from './number-text';
import type { ShownGroup } from './shown-fit';

const KINDS: readonly NonNullable<FittedGroup['how']>['kind'][] = ['single', 'pipelined', 'batch'];

/** What a manager knows better of a group than its history; what is left open stays as fitted. */
export function GroupSheet({
  fitted,
  edit,
  save,
  onClose,
}: {
  /** The group as its history has it. */
  fitted: ShownGroup;
  edit: GroupEdit | undefined;
  /** Fits with this; what is refused comes back, with fields as the group has them. */
  save: (name: string, given: Record<string, unknown>) => Promise<Failure | null>;
  onClose: () => void;
}) {
  const form = useId();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const begun = groupValues(edit);
  const [choices, setChoices] = useState(begun.choices);
  const [hours, setHours] = useState(begun.hours);
  const { name, model, how, needs_input: needs, preparation } = fitted;
  const needsService = needs.includes('service');
  const text = (field: string) => ({ defaultValue: begun.texts[field] ?? '' });

  const submit = async (event: SubmitEvent) => {
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const { given, faults } = readGroupForm(new FormData(event.currentTarget), name);
    if (faults.length > 0) {
      setFailure({ message: 'Some fields cannot be read.', fields: faults });
      return;
    }
    setPending(true);
    const refused = await save(name, given);
    setPending(false);
    if (refused === null) onClose();
    else setFailure(refused);
  };
  const errors = shownFaults(failure?.fields ?? [], GROUP_FIELDS);

  // The form is longer than the sheet: whoever saves at its foot is led to what is wrong.
  useEffect(() => {
    if (failure === null) return;
    const wrong = document.getElementById(form)?.querySelector('[aria-invalid="true"]');
    if (!(wrong instanceof HTMLElement)) return;
    wrong.focus({ preventScroll: true });
    wrong.scrollIntoView({ block: 'center' });
  }, [failure, form]);

  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={name}
      description={
        needs.length > 0
          ? `Its history does not say ${needsText(needs)}. Turnaround is no measure of it: it contains the waiting.`
          : 'Say what you know better than its history. What is left open stays as fitted.'
      }
      footer={<FormButtons form={form} submitLabel="Save and fit" pending={pending} />}
    >
      <ActionForm id={form} failure={failure} errors={errors} onSubmit={submit}>
        {how ? (
          <div className="grid gap-1 rounded-md bg-sunken p-3 text-dense">
            <p>{how.because}</p>
            <p className="text-xs text-muted">{howText(how)}</p>
          </div>
        ) : null}
        <Field
          label="Machines"
          name="machines"
          hint={
            needs.includes('machines')
              ? 'Its tests name no machine.'
              : `In the period: ${fitted.machines}`
          }
          required={needs.includes('machines')}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            className="max-w-32"
            {...text('machines')}
          />
        </Field>
        <Field
          label="How a machine works"
          name="kind"
          hint={
            model
              ? `Fitted: ${KIND_LABELS[model.service.kind]}, ${serviceText(model.service)}`
              : undefined
          }
        >
          <Select
            value={choices.kind}
            onChange={({ target }) =>
              setChoices({ ...choices, kind: KINDS.find((kind) => kind === target.value) ?? '' })
            }
            options={[
              ...(needsService
                ? [{ value: '', label: 'Choose', disabled: true }]
                : [{ value: '', label: 'As fitted' }]),
              ...KINDS.map((kind) => ({ value: kind, label: KIND_LABELS[kind] })),
            ]}
          />
        </Field>
        {choices.kind === 'single' ? (
          <Times name="service.time" label="Minutes for a test" text={text} />
        ) : null}
        {choices.kind === 'pipelined' ? (
          <div className="grid gap-3 sm:grid-cols-2">
            <Field
              label="Tests an hour"
              name="service.per_hour"
              hint="That one can take in."
              required
            >
              <Input inputMode="decimal" autoComplete="off" {...text('service.per_hour')} />
            </Field>
            <Field
              label="Minutes inside"
              name="service.dwell_minutes"
              hint="From start to result."
              required
            >
              <Input inputMode="decimal" autoComplete="off" {...text('service.dwell_minutes')} />
            </Field>
          </div>
        ) : null}
        {choices.kind === 'batch' ? (
          <>
            <Field label="Tests in a run, at most" name="service.capacity" required>
              <Input
                inputMode="numeric"
                autoComplete="off"
                className="max-w-32"
                {...text('service.capacity')}
              />
            </Field>
            <Times name="service.run" label="Minutes of a run" text={text} />
            <Field
              label="Starts after minutes"
              name="service.start_after_minutes"
              hint="Once the test that waited longest has waited so long. Left open: only when full. 0: as soon as a machine is free."
            >
              <Input
                inputMode="decimal"
                autoComplete="off"
                className="max-w-32"
                {...text('service.start_after_minutes')}
              />
            </Field>
          </>
        ) : null}
        <Field
          label="Preparation, minutes"
          name="preparation"
          hint={
            model
              ? `Received to ready. Fitted: ${distributionText(model.preparation)}. ${preparation.because}`
              : 'Received to ready for the machine, without waiting.'
          }
        >
          <Input
            inputMode="decimal"
            autoComplete="off"
            className="max-w-32"
            {...text('preparation')}
          />
        </Field>
        <Field
          label="Finishing, minutes"
          name="finishing"
          hint={
            model
              ? `Resulted to released. Fitted: ${distributionText(model.finishing)}`
              : 'Resulted to released.'
          }
        >
          <Input
            inputMode="decimal"
            autoComplete="off"
            className="max-w-32"
            {...text('finishing')}
          />
        </Field>
        <Field
          label="Attempts that fail, %"
          name="failure_rate"
          hint={`In the period: ${fitted.failures.failed.toLocaleString('en')} of ${fitted.failures.attempts.toLocaleString('en')}`}
        >
          <Input
            inputMode="decimal"
            autoComplete="off"
            className="max-w-32"
            {...text('failure_rate')}
          />
        </Field>
        <Field
          label="Unplanned stops"
          name="stops"
          hint={
            model?.stops
              ? `Fitted: every ${figureText(model.stops.mean_hours_between)} h, for ${figureText(model.stops.mean_minutes)} min`
              : 'None in the period.'
          }
        >
          <Select
            value={choices.stops}
            onChange={({ target: { value } }) =>
              setChoices({ ...choices, stops: value === 'never' || value === 'some' ? value : '' })
            }
            options={[
              { value: '', label: 'As fitted' },
              { value: 'never', label: 'It never stops' },
              { value: 'some', label: 'It stops' },
            ]}
          />
        </Field>
        {choices.stops === 'some' ? (
          <div className="grid gap-3 sm:grid-cols-2">
            <Field
              label="Hours between"
              name="stops.mean_hours_between"
              hint="Of one machine, on average."
              required
            >
              <Input inputMode="decimal" autoComplete="off" {...text('stops.mean_hours_between')} />
            </Field>
            <Field label="Minutes each" name="stops.mean_minutes" hint="On average." required>
              <Input inputMode="decimal" autoComplete="off" {...text('stops.mean_minutes')} />
            </Field>
          </div>
        ) : null}
        <Field
          label="Hours"
          name="hours"
          hint={
            model
              ? `When it may start something. Fitted: ${weekHoursText(model.hours)}`
              : 'When it may start something.'
          }
        >
          <Select
            value={choices.hours}
            onChange={({ target: { value } }) =>
              setChoices({
                ...choices,
                hours: value === 'always' || value === 'hours' ? value : '',
              })
            }
            options={[
              { value: '', label: 'As fitted' },
              { value: 'always', label: 'At any hour' },
              { value: 'hours', label: 'In these hours' },
            ]}
          />
        </Field>
        {choices.hours === 'hours' ? (
          <HoursInputs field="hours" hours={hours} onChange={setHours} />
        ) : null}
      </ActionForm>
    </Sheet>
  );
}

type SubmitEvent = Parameters<Parameters<typeof ActionForm>[0]['onSubmit']>[0];

function Times({
  name,
  label,
  text,
}: {
  name: string;
  label: string;
  text: (field: string) => { defaultValue: string };
}) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={label} name={name} hint="Half take less." required>
        <Input inputMode="decimal" autoComplete="off" {...text(name)} />
      </Field>
      <Field
        label="9 of 10 take less than"
        name={`${name}.p90`}
        hint="Left open: always the same."
        optional
      >
        <Input inputMode="decimal" autoComplete="off" {...text(`${name}.p90`)} />
      </Field>
    </div>
  );
}
