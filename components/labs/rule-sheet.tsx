'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { DialogClose, Sheet } from '@/components/ui/dialog';
import { FormErrors, type FieldError } from '@/components/ui/form-errors';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';

/** A server action of the lab, as forms call it. */
export type RuleAction = (labSlug: string, input: unknown) => Promise<ActionResult<unknown>>;

/** What a form says: the input of its action, or what cannot be read of it. */
export type ReadForm<T = unknown> = { ok: true; given: T } | { ok: false; fields: FieldError[] };

/** The field a fault is shown at: itself, or the one that holds it (`holidays` of `holidays.2.date`). */
function shownAt(field: string, shown: readonly string[]): string | null {
  let name = field;
  while (name !== '') {
    if (shown.includes(name)) return name;
    name = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '';
  }
  return null;
}

/**
 * A panel with a form for one rule of the lab. What is refused is said at its field, or at the top
 * where the form has no such field (`shown` names those it has).
 */
export function RuleSheet({
  labSlug,
  title,
  description,
  submitLabel,
  doneText,
  action,
  read,
  shown,
  onClose,
  children,
}: {
  labSlug: string;
  title: string;
  description?: ReactNode;
  submitLabel: string;
  doneText: string;
  action: RuleAction;
  read: (data: FormData) => ReadForm;
  shown: readonly string[];
  onClose: () => void;
  children: ReactNode;
}) {
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = useAction(action, labSlug);
  const [unread, setUnread] = useState<FieldError[] | null>(null);

  const refused = unread === null && result?.ok === false ? result : null;
  const faults = unread ?? refused?.fields ?? [];
  const errors = faults.flatMap(({ field, message }) => {
    const name = shownAt(field, shown);
    return name === null ? [] : [{ field: name, message }];
  });

  const focusFirst = (fields: readonly FieldError[]) => {
    for (const { field } of fields) {
      const name = shownAt(field, shown);
      const control = name === null ? null : form.current?.elements.namedItem(name);
      if (control instanceof HTMLElement) return control.focus();
    }
  };

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = read(new FormData(event.currentTarget));
    if (!said.ok) {
      setUnread(said.fields);
      return focusFirst(said.fields);
    }
    setUnread(null);
    const answer = await run(said.given);
    if (!answer.ok) return focusFirst(answer.fields);
    toast({ title: doneText });
    onClose();
    router.refresh();
  };

  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={title}
      description={description}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" pending={pending}>
            {submitLabel}
          </Button>
        </>
      }
    >
      <form id={formId} ref={form} noValidate onSubmit={(event) => void save(event)}>
        <FormErrors errors={errors}>
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
            {refused && errors.length === 0 ? (
              <Alert tone="danger" live>
                {refused.message}
              </Alert>
            ) : null}
            {children}
          </div>
        </FormErrors>
      </form>
    </Sheet>
  );
}
