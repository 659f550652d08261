'use client';

import { useRouter } from 'next/navigation';
import { useRef, type SubmitEvent } from 'react';
import { ActionForm } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Select, Textarea } from '@/components/ui/input';
import { LabTime } from '@/components/ui/lab-time';
import { useAction } from '@/components/ui/use-action';
import type { Note, Specimen } from '@/lib/specimens/contract';
import type { ChangeAction } from './change-action';
import { textOf } from './change-form';

/** What people left for each other on a specimen, newest first, and a place to leave more. */
export function NotesCard({
  labSlug,
  timeZone,
  specimen,
  leave,
}: {
  labSlug: string;
  timeZone: string;
  specimen: Pick<Specimen, 'specimen_id' | 'notes' | 'tests'>;
  /** Leaves a note; null for those who may not. */
  leave: ChangeAction<Note> | null;
}) {
  const { notes } = specimen;
  return (
    <Card title="Notes">
      <div className="space-y-4">
        {leave ? <NoteForm labSlug={labSlug} specimen={specimen} leave={leave} /> : null}
        {notes.length === 0 ? (
          leave ? null : (
            <p className="text-sm text-muted">Nobody left a note.</p>
          )
        ) : (
          <ol aria-label="Notes" className="space-y-3">
            {notes.toReversed().map((note, index) => (
              <li
                key={`${note.at} ${notes.length - index}`}
                className="border-l-2 border-accent pl-3"
              >
                <p className="max-w-prose text-sm break-words whitespace-pre-wrap">{note.text}</p>
                <p className="text-dense text-muted">
                  {note.by}, <LabTime time={note.at} timeZone={timeZone} />
                  {note.assay === null ? null : (
                    <>
                      {' · '}
                      <span className="font-mono">{note.assay}</span>
                    </>
                  )}
                </p>
              </li>
            ))}
          </ol>
        )}
      </div>
    </Card>
  );
}

function NoteForm({
  labSlug,
  specimen: { specimen_id: number, tests },
  leave,
}: {
  labSlug: string;
  specimen: Pick<Specimen, 'specimen_id' | 'tests'>;
  leave: ChangeAction<Note>;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const { run, pending, result } = useAction(leave, labSlug);
  const assays = [...new Set(tests.map(({ assay }) => assay))];

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    const sent = new FormData(event.currentTarget);
    const assay = textOf(sent, 'assay');
    const answer = await run({
      specimen_id: number,
      given: { text: textOf(sent, 'text'), ...(assay === '' ? {} : { assay }) },
    });
    if (!answer.ok) return;
    form.current?.reset();
    form.current?.querySelector('textarea')?.focus();
    router.refresh();
  };

  return (
    <ActionForm
      ref={form}
      failure={result?.ok === false ? result : null}
      refusedTitle="The note was not kept"
      onSubmit={submit}
      className="gap-3 print:hidden"
    >
      <Field label="Leave a note" name="text">
        <Textarea rows={2} maxLength={2000} />
      </Field>
      <div className="flex flex-wrap items-end gap-3">
        {assays.length > 1 ? (
          <Field label="About" name="assay">
            <Select
              placeholder="The whole specimen"
              options={assays.map((value) => ({ value, label: value }))}
            />
          </Field>
        ) : null}
        <Button type="submit" pending={pending}>
          Leave note
        </Button>
      </div>
    </ActionForm>
  );
}
