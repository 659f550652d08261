'use client';

import {
  Checkbox as Primitive,
  RadioGroup as RadioPrimitive,
  Switch as SwitchPrimitive,
} from 'radix-ui';
import { useId, type ReactNode } from 'react';
import { cn } from './class-names';
import { useFieldError } from './form-errors';

type ChoiceProps = {
  label: ReactNode;
  hint?: ReactNode;
  name?: string;
  value?: string;
  checked?: boolean;
  defaultChecked?: boolean;
  onCheckedChange?: (checked: boolean) => void;
  disabled?: boolean;
  required?: boolean;
  className?: string;
};

function Choice({
  id,
  label,
  hint,
  className,
  children,
  end,
}: {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  className?: string;
  children: ReactNode;
  end?: boolean;
}) {
  return (
    <div
      className={cn(
        'flex items-start gap-2.5 max-md:py-1.5',
        'has-disabled:[&_label]:cursor-not-allowed has-disabled:[&_label]:text-muted',
        end && 'flex-row-reverse justify-between',
        className,
      )}
    >
      {children}
      <div className="min-w-0">
        <label htmlFor={id} className="cursor-pointer text-sm text-ink">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="text-xs text-muted">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  );
}

const box =
  'size-5 shrink-0 border border-line-strong max-md:size-6 bg-surface text-on-accent hover:border-ink-soft disabled:cursor-not-allowed disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent';

/** A box with its label; in a form it sends `value` (default “on”) under `name` when ticked. */
export function Checkbox({ label, hint, className, onCheckedChange, ...rest }: ChoiceProps) {
  const id = useId();
  const error = useFieldError(rest.name);
  return (
    <Choice
      id={id}
      label={label}
      hint={error ? <span className="text-danger">{error}</span> : hint}
      className={className}
    >
      <Primitive.Root
        id={id}
        className={cn(box, 'rounded-sm')}
        aria-describedby={hint || error ? `${id}-hint` : undefined}
        onCheckedChange={(state) => onCheckedChange?.(state === true)}
        {...rest}
      >
        <Primitive.Indicator className="flex items-center justify-center">
          <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4">
            <path d="m3.5 8.5 3 3 6-7" fill="none" stroke="currentColor" strokeWidth="2" />
          </svg>
        </Primitive.Indicator>
      </Primitive.Root>
    </Choice>
  );
}

/** On or off at once; for what takes effect without a save button, else use a Checkbox. */
export function Switch({ label, hint, className, ...rest }: ChoiceProps) {
  const id = useId();
  return (
    <Choice id={id} label={label} hint={hint} className={className} end>
      <SwitchPrimitive.Root
        id={id}
        className="h-6 w-10 shrink-0 rounded-full border border-line-strong bg-sunken px-0.5 transition-colors disabled:opacity-50 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...rest}
      >
        <SwitchPrimitive.Thumb className="block size-4.5 rounded-full bg-ink-soft transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-accent" />
      </SwitchPrimitive.Root>
    </Choice>
  );
}

/** One of a few, all visible. `legend` names the group. */
export function RadioGroup({
  legend,
  options,
  className,
  ...rest
}: {
  legend: ReactNode;
  options: readonly { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }[];
  name?: string;
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  required?: boolean;
  className?: string;
}) {
  const id = useId();
  const error = useFieldError(rest.name);
  return (
    <div className={cn('grid gap-1.5', className)}>
      <span id={`${id}-legend`} className="text-dense font-medium">
        {legend}
      </span>
      <RadioPrimitive.Root
        aria-labelledby={`${id}-legend`}
        aria-describedby={error ? `${id}-error` : undefined}
        className="grid gap-2"
        {...rest}
      >
        {options.map((option) => (
          <Choice
            key={option.value}
            id={`${id}-${option.value}`}
            label={option.label}
            hint={option.hint}
          >
            <RadioPrimitive.Item
              id={`${id}-${option.value}`}
              value={option.value}
              disabled={option.disabled}
              aria-describedby={option.hint ? `${id}-${option.value}-hint` : undefined}
              className={cn(box, 'rounded-full')}
            >
              <RadioPrimitive.Indicator className="flex items-center justify-center">
                <span className="size-2 rounded-full bg-current" />
              </RadioPrimitive.Indicator>
            </RadioPrimitive.Item>
          </Choice>
        ))}
      </RadioPrimitive.Root>
      {error ? (
        <p id={`${id}-error`} className="text-xs font-medium text-danger first-letter:uppercase">
          {error}
        </p>
      ) : null}
    </div>
  );
}
