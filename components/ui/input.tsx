'use client';

import type { ComponentProps } from 'react';
import { cn } from './class-names';
import { useField } from './field';

// 16 px on phones keeps iOS from zooming in.
const line = 'control h-9 px-2.5 text-sm max-md:h-11 max-md:text-base';

/** A text input. `numeric` aligns figures right; `code` sets it in the mono face (specimen numbers). */
export function Input({
  className,
  numeric,
  code,
  ...rest
}: ComponentProps<'input'> & { numeric?: boolean; code?: boolean }) {
  return (
    <input
      {...useField()}
      className={cn(line, numeric && 'text-right', code && 'font-mono', className)}
      {...rest}
    />
  );
}

/** Several lines of text. */
export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      {...useField()}
      rows={rows}
      className={cn('control px-2.5 py-2 text-sm max-md:text-base', className)}
      {...rest}
    />
  );
}

export type SelectOption = { value: string; label: string; disabled?: boolean };

/** A native select: the phone's own picker, the keyboard's own type-ahead. `placeholder` is the empty choice. */
export function Select({
  className,
  options,
  placeholder,
  children,
  ...rest
}: ComponentProps<'select'> & { options?: readonly SelectOption[]; placeholder?: string }) {
  return (
    <span className={cn('relative block', className)}>
      <select {...useField()} className={cn(line, 'appearance-none truncate pr-8')} {...rest}>
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options?.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
        {children}
      </select>
      <svg
        viewBox="0 0 16 16"
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
      >
        <path
          d="m4.5 6.5 3.5 3.5 3.5-3.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </span>
  );
}
