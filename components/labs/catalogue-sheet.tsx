'use client';

import { useRouter } from 'next/navigation';
import { type SubmitEvent, type ReactNode, useId, useRef } from 'react';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Sheet } from '@/components/ui/dialog';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';

/** What a row of any of the lists has. */
export type CatalogueRow = { [field: string]: unknown; id: string; active: boolean };

export type RowAction<R> = (labSlug: string, input: unknown) => Promise<ActionResult<R>>;

/** `change` takes `ref`, the code or name as it stands, beside the fields to change. */
export type CatalogueActions<R> = { create: RowAction<R>; change: RowAction<R> };

/** The fields whose value is another than the row's: what nobody touched is not written again. */
function changed(row: CatalogueRow, read: Record<string, unknown>): Record<string, unknown> {
  const differs = ([field, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(row[field]);
  return Object.fromEntries(Object.entries(read).filter(differs));
}

/** The panel that adds a row or edits one. */
export function CatalogueSheet<R extends CatalogueRow>({
  labSlug,
  editing,
  onClose,
  one,
  keyOf,
  fields,
  read,
  actions,
}: {
  labSlug: string;
  editing: R | 'new' | null;
  onClose: () => void;
  one: string;
  keyOf: (row: R) => string;
  fields: (row: R | null) => ReactNode;
  read: (data: FormData) => Record<string, unknown>;
  actions: CatalogueActions<R>;
}) {
  const row = editing === 'new' ? null : editing;
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = useAction(row ? actions.change : actions.create, labSlug);
  // A list's fault names its place, critical_codes.2; its field is one.
  const refused = result?.ok === false ? result : null;
  const errors = (refused?.fields ?? []).map(({ field, message }) => ({
    field: field.split('.')[0] ?? field,
    message,
  }));

  const save = async (event: SubmitEvent<HTMLFormElement>) => {
    const given = read(new FormData(event.currentTarget));
    const input = row ? changed(row, given) : given;
    if (row && Object.keys(input).length === 0) return onClose();
    const answer = await run(row ? { ref: keyOf(row), ...input } : input);
    if (answer.ok) {
      toast({ title: row ? `${keyOf(answer.data)} is saved` : `${keyOf(answer.data)} is added` });
      onClose();
      router.refresh();
      return;
    }
    const first = answer.fields[0]?.field.split('.')[0];
    const control = first === undefined ? null : form.current?.elements.namedItem(first);
    if (control instanceof HTMLElement) control.focus();
  };

  return (
    <Sheet
      open={editing !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={row ? `Edit ${one} ${keyOf(row)}` : `Add ${one}`}
      footer={
        <FormButtons form={formId} submitLabel={row ? 'Save' : `Add ${one}`} pending={pending} />
      }
    >
      <ActionForm id={formId} ref={form} failure={refused} errors={errors} onSubmit={save}>
        {fields(row)}
      </ActionForm>
    </Sheet>
  );
}
