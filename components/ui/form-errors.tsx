'use client';

import { createContext, useContext, type ReactNode } from 'react';
import { Alert } from './alert';

/** One fault of one field, as problem+json and action results carry it. */
export type FieldError = { field: string; message: string };

const FieldErrorsContext = createContext<readonly FieldError[]>([]);

/** Gives every `Field` below, by its `name`, its own error text. Wrap the form's content in it. */
export function FormErrors({
  errors,
  children,
}: {
  errors?: readonly FieldError[];
  children: ReactNode;
}) {
  return <FieldErrorsContext value={errors ?? []}>{children}</FieldErrorsContext>;
}

/** The error text of one field within `FormErrors`, if any. */
export function useFieldError(name: string | undefined): string | undefined {
  const errors = useContext(FieldErrorsContext);
  if (name === undefined) return undefined;
  const own = errors.filter((error) => error.field === name).map((error) => error.message);
  return own.length > 0 ? own.join(' ') : undefined;
}

/** All faults of a form at its top, each a way to its field; nothing when there is none. `labels` maps field to its visible label. */
export function ErrorSummary({
  errors,
  labels = {},
}: {
  errors?: readonly FieldError[];
  labels?: Record<string, string>;
}) {
  if (!errors || errors.length === 0) return null;
  const title = errors.length === 1 ? 'One thing to fix' : `${errors.length} things to fix`;
  return (
    <Alert tone="danger" title={title} live>
      <ul className="list-disc space-y-0.5 pl-4">
        {errors.map((error) => (
          <li key={`${error.field} ${error.message}`}>
            <button
              type="button"
              className="underline underline-offset-3"
              onClick={() => document.getElementsByName(error.field)[0]?.focus()}
            >
              {labels[error.field] ?? error.field}
            </button>
            : {error.message}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
