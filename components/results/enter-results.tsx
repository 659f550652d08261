'use client';

import { PencilLine } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { ResultEntry } from '@/lib/results/result-entry';
import type { Specimen } from '@/lib/specimens/contract';
import { ConfirmCorrections } from './confirm-corrections';
import { EntryTable } from './entry-table';
import { correctionsOf, missingRows, typedRows, type Correction } from './entry-values';

export type SaveResults = (labSlug: string, input: unknown) => Promise<ActionResult<Specimen>>;

type Props = {
  labSlug: string;
  number: string;
  /** Null while the test takes no results. */
  entry: ResultEntry | null;
  /** Whether the test may be submitted by whoever reads this. */
  maySubmit: boolean;
  action: SaveResults;
};

const STATUSES = [
  { value: '', label: 'Final' },
  { value: 'preliminary', label: 'Preliminary' },
];

/**
 * Enters the results of one test: a row an analyte, Enter goes to the next, each value judged as it
 * is typed by the rule that will judge it here. A correction shows what it replaces and asks first.
 */
export function EnterResults(props: Props) {
  const [open, setOpen] = useState(false);
  const { entry } = props;
  // What is typed stays on the screen when somebody else ends the test meanwhile.
  const [known, setKnown] = useState(entry);
  if (entry !== null && entry !== known) setKnown(entry);
  const button = useRef<HTMLButtonElement>(null);
  const closed = useRef(false);
  // Whoever works by the keyboard goes on where they were.
  useEffect(() => {
    if (open || !closed.current) return;
    closed.current = false;
    button.current?.focus();
  }, [open]);
  const close = () => {
    closed.current = true;
    setOpen(false);
  };
  if (open && known) {
    return <EntryForm {...props} entry={known} ended={entry === null} onDone={close} />;
  }
  if (entry === null) return null;
  const some = entry.rows.some((row) => row.inForce !== null);
  return (
    <Button
      ref={button}
      size="sm"
      className="print:hidden"
      icon={<PencilLine aria-hidden="true" />}
      aria-label={`${some ? 'Enter or correct' : 'Enter'} results of ${entry.assay}`}
      onClick={() => setOpen(true)}
    >
      {some ? 'Enter or correct results' : 'Enter results'}
    </Button>
  );
}

function EntryForm({
  labSlug,
  number,
  entry,
  maySubmit,
  action,
  ended,
  onDone,
}: Omit<Props, 'entry'> & { entry: ResultEntry; ended: boolean; onDone: () => void }) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = useAction(action, labSlug);
  const [values, setValues] = useState<ReadonlyMap<string, string>>(new Map());
  const [added, setAdded] = useState<readonly string[]>([]);
  const [status, setStatus] = useState('');
  const [comment, setComment] = useState('');
  const [asking, setAsking] = useState<{ submit: boolean; corrections: Correction[] } | null>(null);
  const inputs = useRef(new Map<string, HTMLInputElement>());
  const save = useRef<HTMLButtonElement>(null);

  const extra = entry.choices.filter(({ analyte }) => added.includes(analyte));
  const rows = [
    ...entry.rows,
    ...extra.filter((row) => !entry.rows.some((one) => one.analyte === row.analyte)),
  ];
  const sent = typedRows(rows, values);
  const failure = result?.ok === false ? result : null;
  const faults = new Map(
    (failure?.fields ?? []).flatMap(({ field, message }) => {
      const index = /^results\.(\d+)\./.exec(field)?.[1];
      const analyte = index === undefined ? undefined : sent[Number(index)]?.analyte;
      return analyte === undefined ? [] : [[analyte, message] as const];
    }),
  );

  const send = async (submit: boolean) => {
    setAsking(null);
    const answer = await run({
      specimen_id: number,
      assay: entry.assay,
      submit,
      results: sent.map((one) => ({
        ...one,
        ...(status === '' ? {} : { status }),
        ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
      })),
    });
    router.refresh();
    if (!answer.ok) return;
    toast({
      title: submit ? 'Results saved, test submitted' : 'Results saved',
      description: `${entry.assay} of ${number}`,
      tone: 'positive',
    });
    onDone();
  };
  const trySending = (submit: boolean) => {
    const corrections = correctionsOf(rows, values);
    if (corrections.length > 0) setAsking({ submit, corrections });
    else void send(submit);
  };
  const onEnter = (event: KeyboardEvent<HTMLInputElement>, analyte: string) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const next = rows[rows.findIndex((row) => row.analyte === analyte) + 1];
    const target = next ? inputs.current.get(next.analyte) : save.current;
    target?.focus();
  };
  const missing = missingRows(rows, values);
  const nothing = sent.length === 0;
  const submits = maySubmit && !ended;

  return (
    <section aria-label={`Results of ${entry.assay} to enter`} className="space-y-3">
      {ended ? (
        <Alert tone="warning" title="This test takes no results any more" live>
          Somebody changed it meanwhile. What you typed is not saved; see the history.
        </Alert>
      ) : null}
      {failure ? (
        <Alert tone="danger" title="Not all of it was done" live>
          {failure.message}
        </Alert>
      ) : null}
      <EntryTable
        assay={entry.assay}
        rows={rows}
        values={values}
        faults={faults}
        inputs={inputs}
        onChange={(analyte, value) => setValues(new Map(values).set(analyte, value))}
        onKeyDown={onEnter}
      />
      {entry.choices.length > 0 ? (
        <Field label="Add an analyte" className="max-w-72">
          <Select
            placeholder="Choose one"
            value=""
            options={entry.choices
              .filter(({ analyte }) => !rows.some((row) => row.analyte === analyte))
              .map(({ analyte, name }) => ({ value: analyte, label: `${analyte} – ${name}` }))}
            onChange={(event) => setAdded([...added, event.target.value])}
          />
        </Field>
      ) : null}
      <div className="flex flex-wrap items-end gap-3">
        <Field label="Status">
          <Select
            options={STATUSES}
            value={status}
            onChange={(event) => setStatus(event.target.value)}
          />
        </Field>
        <Field label="Comment" optional className="min-w-48 grow">
          <Input
            value={comment}
            maxLength={2000}
            autoComplete="off"
            onChange={(event) => setComment(event.target.value)}
          />
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button
            ref={save}
            variant={submits ? 'secondary' : 'primary'}
            pending={pending}
            disabled={nothing || ended}
            onClick={() => trySending(false)}
          >
            Save
          </Button>
          {submits ? (
            <Button
              variant="primary"
              pending={pending}
              disabled={nothing && missing.length > 0}
              onClick={() => trySending(true)}
            >
              Save and submit
            </Button>
          ) : null}
          <Button variant="ghost" disabled={pending} onClick={onDone}>
            Leave it
          </Button>
        </div>
      </div>
      {submits && missing.length > 0 && !nothing ? (
        <p className="text-xs text-muted">Still without a value: {missing.join(', ')}.</p>
      ) : null}
      <ConfirmCorrections
        assay={entry.assay}
        corrections={asking?.corrections ?? null}
        pending={pending}
        onConfirm={() => void send(asking?.submit ?? false)}
        onClose={() => setAsking(null)}
      />
    </section>
  );
}
