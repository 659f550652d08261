'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Switch } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import { DATE_ORDERS, PRIORITIES, type ImportAnswer } from '@/lib/imports/contract';
import { RequestRefused, runImport } from './import-requests';
import { rows } from './import-words';

export type ImportRights = { createMissing: boolean; overwrite: boolean };
export type Choice = { value: string; label: string };

type Words = Record<string, string>;

/** One select for each word of the file that has to be mapped once. */
function MapWords({
  legend,
  words,
  choices,
  chosen,
  onChoose,
}: {
  legend: string;
  words: readonly { value: string; count: number }[];
  choices: readonly Choice[];
  chosen: Words;
  onChoose: (word: string, choice: string) => void;
}) {
  if (words.length === 0) return null;
  return (
    <fieldset className="space-y-2">
      <legend className="text-dense font-medium">{legend}</legend>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {words.map(({ value, count }) => (
          <Field key={value} label={`“${value}” (${rows(count)})`} name={`${legend} ${value}`}>
            <Select
              value={chosen[value] ?? ''}
              onChange={(event) => onChoose(value, event.target.value)}
              options={[{ value: '', label: 'not mapped: reject these rows' }, ...choices]}
            />
          </Field>
        ))}
      </div>
    </fieldset>
  );
}

function isPriority(text: string): text is (typeof PRIORITIES)[number] {
  return PRIORITIES.some((priority) => priority === text);
}

/** After a dry run: map what is unknown, choose what may be made, and import for good. */
export function RunForm({
  labSlug,
  record,
  states,
  rights,
}: {
  labSlug: string;
  record: ImportAnswer;
  states: readonly Choice[];
  rights: ImportRights;
}) {
  const router = useRouter();
  const [statuses, setStatuses] = useState<Words>(record.mapping.statuses ?? {});
  const [priorities, setPriorities] = useState<Words>(record.mapping.priorities ?? {});
  const [dateOrder, setDateOrder] = useState(record.mapping.date_order ?? '');
  const [createMissing, setCreateMissing] = useState(record.create_missing);
  const [overwrite, setOverwrite] = useState(record.overwrite);
  const [pending, setPending] = useState<'check' | 'import' | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { findings } = record;

  const run = async (dryRun: boolean) => {
    setPending(dryRun ? 'check' : 'import');
    setRefusal(null);
    const order = DATE_ORDERS.find((known) => known === dateOrder);
    try {
      const id = await runImport(labSlug, record.id, {
        mapping: {
          ...record.mapping,
          statuses: Object.fromEntries(Object.entries(statuses).filter(([, to]) => to !== '')),
          priorities: Object.fromEntries(
            Object.entries(priorities).flatMap(([from, to]) =>
              isPriority(to) ? [[from, to]] : [],
            ),
          ),
          ...(order ? { date_order: order } : {}),
        },
        dry_run: dryRun,
        create_missing: createMissing,
        overwrite,
      });
      router.push(`/${labSlug}/imports/${id}`);
    } catch (error) {
      setPending(null);
      setRefusal(error instanceof RequestRefused ? error.message : 'It did not start. Try again.');
    }
  };

  return (
    <Card title="Import it">
      <div className="space-y-5">
        <MapWords
          legend="Unknown statuses"
          words={findings.unknown_statuses ?? []}
          choices={states}
          chosen={statuses}
          onChoose={(word, choice) => setStatuses({ ...statuses, [word]: choice })}
        />
        <MapWords
          legend="Unknown priorities"
          words={findings.unknown_priorities ?? []}
          choices={PRIORITIES.map((value) => ({ value, label: value }))}
          chosen={priorities}
          onChoose={(word, choice) => setPriorities({ ...priorities, [word]: choice })}
        />
        {findings.dates && findings.dates.because !== 'evidence' ? (
          <Field label="How dates are written" name="date_order" className="max-w-xs">
            <Select
              value={dateOrder === '' ? findings.dates.order : dateOrder}
              onChange={(event) => setDateOrder(event.target.value)}
              options={[
                { value: 'dmy', label: 'Day first: 31/12/2026' },
                { value: 'mdy', label: 'Month first: 12/31/2026' },
              ]}
            />
          </Field>
        ) : null}
        {rights.createMissing ? (
          <Switch
            label="Create missing entries"
            hint="Assays, devices, error codes and rejection reasons that the lab does not know yet."
            checked={createMissing}
            onCheckedChange={setCreateMissing}
          />
        ) : (
          <p className="text-dense text-muted">
            Rows of unknown assays or devices are rejected. A manager may have them created.
          </p>
        )}
        {rights.overwrite ? (
          <Switch
            label="Overwrite what people entered"
            hint="Otherwise a row that differs from a person’s entry is rejected."
            checked={overwrite}
            onCheckedChange={setOverwrite}
          />
        ) : null}
        {refusal ? (
          <Alert tone="danger" live title="Not started">
            {refusal}
          </Alert>
        ) : null}
        <div className="flex flex-wrap gap-3">
          <Button
            variant="primary"
            pending={pending === 'import'}
            disabled={pending !== null}
            onClick={() => void run(false)}
          >
            Import {rows(record.rows_total ?? 0)}
          </Button>
          <Button
            pending={pending === 'check'}
            disabled={pending !== null}
            onClick={() => void run(true)}
          >
            Check again
          </Button>
        </div>
      </div>
    </Card>
  );
}
