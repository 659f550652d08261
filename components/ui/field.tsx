'use client';

import { createContext, useContext, useId, type ReactNode } from 'react';
import { cn } from './class-names';
import { useFieldError } from './form-errors';

type FieldWiring = {
  id?: string;
  name?: string;
  required?: boolean;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
};

const FieldContext = createContext<FieldWiring>({});

/** What a control inside a `Field` spreads on itself: id, name, required and its descriptions. */
export function useField(): FieldWiring {
  return useContext(FieldContext);
}

export type FieldProps = {
  label: ReactNode;
  /** The form name; also picks the field's error out of `FormErrors`. */
  name?: string;
  /** Help below the label, before the control. */
  hint?: ReactNode;
  /** Error text; overrides the one from `FormErrors`. */
  error?: string;
  required?: boolean;
  /** Shows “optional” beside the label. */
  optional?: boolean;
  /** Label for screen readers only. */
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
};

/**
 * Label, hint and error around one control, wired by id. Controls inside (Input, Textarea,
 * Select, Combobox…) take `name`, `id` and descriptions from it.
 */
export function Field({
  label,
  name,
  hint,
  error,
  required,
  optional,
  hideLabel,
  className,
  children,
}: FieldProps) {
  const id = useId();
  const fromForm = useFieldError(name);
  const message = error ?? fromForm;
  const described = [hint ? `${id}-hint` : '', message ? `${id}-error` : '']
    .filter(Boolean)
    .join(' ');
  const wiring: FieldWiring = {
    id,
    name,
    required,
    'aria-describedby': described || undefined,
    'aria-invalid': message ? true : undefined,
  };
  return (
    <div className={cn('grid content-start gap-1.5', className)}>
      <label htmlFor={id} className={cn('text-dense font-medium text-ink', hideLabel && 'sr-only')}>
        {label}
        {optional ? <span className="ml-1.5 font-normal text-muted">optional</span> : null}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="-mt-1 text-xs text-muted">
          {hint}
        </p>
      ) : null}
      <FieldContext value={wiring}>{children}</FieldContext>
      {message ? (
        <p id={`${id}-error`} className="text-xs font-medium text-danger first-letter:uppercase">
          {message}
        </p>
      ) : null}
    </div>
  );
}
