'use client';

import type { ReactNode, Ref, SubmitEvent } from 'react';
import { Alert } from './alert';
import { Button } from './button';
import { cn } from './class-names';
import { DialogClose } from './dialog';
import { type FieldError, FormErrors } from './form-errors';

/** What an action answered that it refused. */
export type Failure = { message: string; fields: readonly FieldError[] };

/** The way out of a dialog that changes nothing: one word for all of them. */
export function LeaveButton() {
  return (
    <DialogClose>
      <Button>Leave it</Button>
    </DialogClose>
  );
}

/** How a dialog with a form ends: leave it, or send the form (named by `form` from outside of it). */
export function FormButtons({
  form,
  submitLabel,
  danger = false,
  pending,
}: {
  form?: string;
  submitLabel: string;
  danger?: boolean;
  pending: boolean;
}) {
  return (
    <>
      <LeaveButton />
      <Button type="submit" form={form} variant={danger ? 'danger' : 'primary'} pending={pending}>
        {submitLabel}
      </Button>
    </>
  );
}

/**
 * A form whose action may refuse it: each Field shows its own fault; a refusal that no field can
 * show stands above them all.
 */
export function ActionForm({
  id,
  ref,
  failure,
  errors = failure?.fields ?? [],
  aside = errors.length === 0,
  refusedTitle,
  onSubmit,
  className,
  children,
}: {
  id?: string;
  ref?: Ref<HTMLFormElement>;
  /** The newest answer, if it was a refusal. */
  failure: Failure | null;
  /** Faults of fields, where they are not just those of the failure. */
  errors?: readonly FieldError[];
  /** Whether the refusal is told above the fields; where no field can show it, unless said. */
  aside?: boolean;
  refusedTitle?: string;
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => Promise<void>;
  className?: string;
  children: ReactNode;
}) {
  return (
    <FormErrors errors={errors}>
      <form
        id={id}
        ref={ref}
        onSubmit={(event) => {
          event.preventDefault();
          void onSubmit(event);
        }}
        className={cn('grid grid-cols-[minmax(0,1fr)] gap-4', className)}
        noValidate
      >
        {failure && aside ? (
          <Alert tone="danger" title={refusedTitle} live>
            {failure.message}
          </Alert>
        ) : null}
        {children}
      </form>
    </FormErrors>
  );
}
