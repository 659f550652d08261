'use client';

import { useRouter } from 'next/navigation';
import { Plus, X } from 'lucide-react';
import { useEffect, useRef, useState, type SubmitEvent } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button, IconButton } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FormErrors } from '@/components/ui/form-errors';
import { Input, Select, type SelectOption } from '@/components/ui/input';
import { TextLink } from '@/components/ui/link-button';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { Specimen } from '@/lib/specimens/contract';
import { specimenHref } from './addresses';

type Props = {
  labSlug: string;
  timeZone: string;
  assays: readonly SelectOption[];
  locations: readonly SelectOption[];
  /** The number filled in at first. */
  number: string;
  action: (labSlug: string, input: unknown) => Promise<ActionResult<Specimen>>;
};

const PRIORITIES = [
  { value: 'ROUTINE', label: 'Routine' },
  { value: 'URGENT', label: 'Urgent' },
  { value: 'STAT', label: 'STAT' },
];

const STATES = [
  { value: 'received', label: 'Received', hint: 'The tube is here.' },
  { value: 'expected', label: 'Expected', hint: 'Ordered, still on its way.' },
];

/** Enters a specimen with its tests; "and next" keeps everything but the number, for a rack of tubes. */
export function NewSpecimenForm({
  labSlug,
  timeZone,
  assays,
  locations,
  number: given,
  action,
}: Props) {
  const router = useRouter();
  const { run, pending, result, reset } = useAction(action, labSlug);
  const [rows, setRows] = useState([{ key: 0, assay: '' }]);
  const [nextKey, setNextKey] = useState(1);
  const [state, setState] = useState('received');
  const [made, setMade] = useState<string | null>(null);
  const number = useRef<HTMLInputElement>(null);
  // A scanner types wherever the focus is.
  useEffect(() => number.current?.focus(), []);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const goOn =
      event.submitter instanceof HTMLButtonElement && event.submitter.value === 'and-next';
    const fields = new FormData(form);
    const text = (name: string) => {
      const value = fields.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    setMade(null);
    const answer = await run({
      specimen_id: text('specimen_id'),
      assays: rows.map((row) => row.assay),
      priority: text('priority'),
      specimen_type: text('specimen_type'),
      location: text('location'),
      state,
      ordered_at: text('ordered_at'),
      collected_at: text('collected_at'),
      received_at: text('received_at'),
    });
    if (!answer.ok) return;
    if (!goOn) {
      router.push(specimenHref(labSlug, answer.data.specimen_id));
      return;
    }
    reset();
    setMade(answer.data.specimen_id);
    if (number.current) {
      number.current.value = '';
      number.current.focus();
    }
  };

  const failure = result?.ok === false ? result : null;
  const errors = failure?.fields ?? [];
  return (
    <FormErrors errors={errors}>
      <form onSubmit={(event) => void submit(event)} className="space-y-5" noValidate>
        {failure && errors.length === 0 ? (
          <Alert tone="danger" title="Nothing was saved" live>
            {failure.message}
          </Alert>
        ) : null}
        {made === null ? null : (
          <Alert tone="positive" live>
            Saved{' '}
            <TextLink href={specimenHref(labSlug, made)} className="font-mono">
              {made}
            </TextLink>
            . Scan the next one.
          </Alert>
        )}
        <Field label="Specimen number" name="specimen_id" required>
          <Input
            ref={number}
            code
            autoComplete="off"
            spellCheck={false}
            maxLength={64}
            defaultValue={given}
          />
        </Field>
        <fieldset className="space-y-2">
          <legend className="mb-1.5 text-dense font-medium">Tests</legend>
          {rows.map((row, index) => (
            <div key={row.key} className="flex items-start gap-2">
              <Field
                label={rows.length === 1 ? 'Assay' : `Assay ${index + 1}`}
                hideLabel
                name={`tests.${index}.assay`}
                required
                className="grow"
              >
                <Select
                  placeholder="Choose an assay"
                  options={assays}
                  value={row.assay}
                  onChange={(event) => {
                    const { value } = event.target;
                    setRows(
                      rows.map((each) => (each.key === row.key ? { ...each, assay: value } : each)),
                    );
                  }}
                />
              </Field>
              {rows.length > 1 ? (
                <IconButton
                  label={`Remove assay ${index + 1}`}
                  onClick={() => setRows(rows.filter((each) => each.key !== row.key))}
                >
                  <X aria-hidden="true" />
                </IconButton>
              ) : null}
            </div>
          ))}
          <Button
            size="sm"
            variant="ghost"
            icon={<Plus aria-hidden="true" />}
            onClick={() => {
              setRows([...rows, { key: nextKey, assay: '' }]);
              setNextKey(nextKey + 1);
            }}
          >
            Add another test
          </Button>
        </fieldset>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Priority" name="priority">
            <Select options={PRIORITIES} defaultValue="ROUTINE" />
          </Field>
          <Field label="Location" name="location" optional>
            <Select placeholder="Not given" options={locations} />
          </Field>
          <Field label="Specimen type" name="specimen_type" optional>
            <Input placeholder="Serum, EDTA blood, swab…" maxLength={200} />
          </Field>
        </div>
        <RadioGroup
          legend="State"
          name="state"
          options={STATES}
          defaultValue="received"
          onValueChange={setState}
        />
        <fieldset>
          <legend className="text-dense font-medium">
            Times{' '}
            <span className="font-normal text-muted">
              optional, by the clock of {zone(timeZone)}
            </span>
          </legend>
          <div className="mt-2 grid gap-4 sm:grid-cols-3">
            {state === 'received' ? (
              <Field label="Received" name="received_at" hint="Now, when left empty.">
                <Input type="datetime-local" />
              </Field>
            ) : null}
            <Field label="Collected" name="collected_at" hint="When it was drawn.">
              <Input type="datetime-local" />
            </Field>
            <Field label="Ordered" name="ordered_at" hint="When it was asked for.">
              <Input type="datetime-local" />
            </Field>
          </div>
        </fieldset>
        <div className="flex flex-wrap gap-2 border-t pt-4">
          <Button type="submit" variant="primary" pending={pending}>
            Save
          </Button>
          <Button type="submit" name="go" value="and-next" disabled={pending}>
            Save and next
          </Button>
        </div>
      </form>
    </FormErrors>
  );
}

function zone(timeZone: string): string {
  return timeZone.replaceAll('_', ' ');
}
