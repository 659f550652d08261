'use client';

import { useRouter } from 'next/navigation';
import { type SubmitEvent, useId, useState } from 'react';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { StateBadge } from '@/components/ui/state-badge';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { WorkflowState } from '@/lib/labs/workflow/contract';

type Row = WorkflowState & { milestone: string | null };
export type ChangeState = (labSlug: string, input: unknown) => Promise<ActionResult<WorkflowState>>;

const KIND_WORDS: Record<WorkflowState['kind'], string> = {
  open: 'Open',
  done: 'Done',
  void: 'Without a result',
};

/** The states of the workflow, for an admin to rename. */
export function StateList({
  labSlug,
  states,
  change,
}: {
  labSlug: string;
  states: Row[];
  change: ChangeState;
}) {
  const [editing, setEditing] = useState<Row | null>(null);
  return (
    <>
      <Table label="States of the workflow">
        <TableHead>
          <Tr>
            <Th>State</Th>
            <Th className="max-md:hidden">Key</Th>
            <Th>Kind</Th>
            <Th>Stamps</Th>
          </Tr>
        </TableHead>
        <TableBody>
          {states.map((state) => (
            <Tr key={state.key}>
              <Th scope="row">
                <button
                  type="button"
                  aria-label={`Rename ${state.label}`}
                  className="text-left after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
                  onClick={() => setEditing(state)}
                >
                  <StateBadge state={state.key} label={state.label} />
                </button>
              </Th>
              <Td className="font-mono text-xs max-md:hidden">{state.key}</Td>
              <Td>{KIND_WORDS[state.kind]}</Td>
              <Td muted>{state.milestone === null ? 'no time' : `${state.milestone} at`}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
      {editing === null ? null : (
        <RenameState
          key={editing.key}
          labSlug={labSlug}
          state={editing}
          change={change}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

function RenameState({
  labSlug,
  state,
  change,
  onClose,
}: {
  labSlug: string;
  state: Row;
  change: ChangeState;
  onClose: () => void;
}) {
  const formId = useId();
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = useAction(change, labSlug);
  const refused = result?.ok === false ? result : null;
  const errors =
    refused && refused.fields.length === 0
      ? [{ field: 'label', message: refused.message }]
      : refused?.fields;
  const save = async (event: SubmitEvent<HTMLFormElement>) => {
    const label = String(new FormData(event.currentTarget).get('label') ?? '');
    const answer = await run({ key: state.key, label });
    if (!answer.ok) return;
    toast({ title: `${answer.data.label} is saved` });
    onClose();
    router.refresh();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="sm"
      title={`Rename ${state.label}`}
      description={`Files and the interface go on calling it ${state.key}.`}
      footer={<FormButtons form={formId} submitLabel="Save" pending={pending} />}
    >
      <ActionForm id={formId} failure={refused} errors={errors} onSubmit={save}>
        <Field label="Label" name="label" hint="As lists and labels call it." required>
          <Input defaultValue={state.label} maxLength={60} autoComplete="off" />
        </Field>
      </ActionForm>
    </Dialog>
  );
}
