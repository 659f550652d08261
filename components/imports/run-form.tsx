'use client';

import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Switch } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/input';
import {
  ImportStarted,
  PRIORITIES,
  type ImportAnswer,
  type ImportMapping,
} from '@/lib/imports/contract';
import { Refused, send } from '@/components/requests/send-request';

export type StateChoice = { key: string; label: string };

type Chosen = { statuses: Record<string, string>; priorities: Record<string, string> };

function mappingOf(answer: ImportAnswer, chosen: Chosen, order: string): ImportMapping {
  const priorities = { ...answer.mapping.priorities };
  for (const [word, key] of Object.entries(chosen.priorities)) {
    const priority = PRIORITIES.find((candidate) => candidate === key);
    if (priority) priorities[word] = priority;
  }
  const statuses = Object.entries(chosen.statuses).filter(([, key]) => key !== '');
  return {
    ...answer.mapping,
    statuses: { ...answer.mapping.statuses, ...Object.fromEntries(statuses) },
    priorities,
    ...(order === 'dmy' || order === 'mdy' ? { date_order: order } : {}),
  };
}

/** What comes after a check: map what is not known, choose what may be made, check again or import. */
export function RunForm({
  answer,
  labSlug,
  states,
  mayCreate,
  mayOverwrite,
  onStarted,
}: {
  answer: ImportAnswer;
  labSlug: string;
  states: readonly StateChoice[];
  mayCreate: boolean;
  mayOverwrite: boolean;
  onStarted: (id: string) => void;
}) {
  const { findings } = answer;
  const [chosen, setChosen] = useState<Chosen>({ statuses: {}, priorities: {} });
  const [order, setOrder] = useState(answer.mapping.date_order ?? '');
  const [createMissing, setCreateMissing] = useState(answer.create_missing);
  const [overwrite, setOverwrite] = useState(answer.overwrite);
  const [pending, setPending] = useState<'check' | 'import' | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const stateOptions = states.map(({ key, label }) => ({ value: key, label }));
  const priorityOptions = PRIORITIES.map((value) => ({ value, label: value }));

  const run = async (dryRun: boolean) => {
    setPending(dryRun ? 'check' : 'import');
    setRefusal(null);
    try {
      const { id } = await send(labSlug, `/imports/${answer.id}/run`, ImportStarted, {
        method: 'POST',
        body: JSON.stringify({
          mapping: mappingOf(answer, chosen, order),
          dry_run: dryRun,
          create_missing: createMissing,
          overwrite,
        }),
      });
      onStarted(id);
    } catch (error) {
      setPending(null);
      if (!(error instanceof Refused)) throw error;
      setRefusal(error.message);
    }
  };

  return (
    <Card title="Next">
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void run(false);
        }}
      >
        {(findings.unknown_statuses ?? []).map(({ value, count }) => (
          <Field key={value} label={`Status “${value}” (${count} rows) means`}>
            <Select
              options={stateOptions}
              placeholder="Reject these rows"
              value={chosen.statuses[value] ?? ''}
              onChange={(event) => {
                const { value: key } = event.target;
                setChosen((now) => ({ ...now, statuses: { ...now.statuses, [value]: key } }));
              }}
            />
          </Field>
        ))}
        {(findings.unknown_priorities ?? []).map(({ value, count }) => (
          <Field key={value} label={`Priority “${value}” (${count} rows) means`}>
            <Select
              options={priorityOptions}
              placeholder="Reject these rows"
              value={chosen.priorities[value] ?? ''}
              onChange={(event) => {
                const { value: key } = event.target;
                setChosen((now) => ({ ...now, priorities: { ...now.priorities, [value]: key } }));
              }}
            />
          </Field>
        ))}
        {findings.dates ? (
          <Field label="Dates such as 02/03/2026 are">
            <Select
              options={[
                { value: 'dmy', label: 'Day first: 2 March' },
                { value: 'mdy', label: 'Month first: 3 February' },
              ]}
              placeholder={`As found: ${findings.dates.order === 'dmy' ? 'day' : 'month'} first`}
              value={order}
              onChange={(event) => setOrder(event.target.value)}
            />
          </Field>
        ) : null}
        {mayCreate ? (
          <Switch
            label="Add what is missing"
            hint="Assays, devices, error codes and rejection reasons of the file that the lab does not have."
            checked={createMissing}
            onCheckedChange={setCreateMissing}
          />
        ) : null}
        {mayOverwrite ? (
          <Switch
            label="Overwrite what people entered"
            hint="Otherwise a row that differs from a person’s value is rejected."
            checked={overwrite}
            onCheckedChange={setOverwrite}
          />
        ) : null}
        {refusal ? (
          <Alert tone="danger" live title="It was not started">
            {refusal}
          </Alert>
        ) : null}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" pending={pending === 'import'}>
            Import
          </Button>
          <Button
            type="button"
            pending={pending === 'check'}
            disabled={pending !== null}
            onClick={() => void run(true)}
          >
            Check again
          </Button>
        </div>
      </form>
    </Card>
  );
}
