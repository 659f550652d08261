'use client';

import { ScanBarcode } from 'lucide-react';
import type { ReactNode, Ref, SubmitEvent } from 'react';
import { Button } from '@/components/ui/button';

/** The field a scanner types into: Enter hands over the number and empties it for the next. */
export function ScanField({
  ref,
  label,
  button,
  onScan,
  children,
}: {
  ref: Ref<HTMLInputElement>;
  label: string;
  /** What its button says. */
  button: string;
  onScan: (number: string) => void;
  /** A line below it. */
  children?: ReactNode;
}) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get('number');
    const number = typeof given === 'string' ? given.trim() : '';
    event.currentTarget.reset();
    if (number !== '') onScan(number);
  };
  return (
    <form onSubmit={submit} className="space-y-1.5 print:hidden">
      <label htmlFor="scan" className="text-dense font-medium">
        {label}
      </label>
      <div className="flex gap-2">
        <span className="relative block min-w-0 grow">
          <ScanBarcode
            aria-hidden="true"
            className="pointer-events-none absolute top-1/2 left-3.5 size-6 -translate-y-1/2 text-accent"
          />
          <input
            ref={ref}
            id="scan"
            name="number"
            type="text"
            inputMode="text"
            autoComplete="off"
            autoCapitalize="characters"
            autoCorrect="off"
            spellCheck={false}
            maxLength={64}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- a scanner types wherever the focus is
            autoFocus
            className="h-14 control border-2 pr-3 pl-12 font-mono text-xl"
          />
        </span>
        <Button type="submit" variant="primary" size="lg" className="h-14">
          {button}
        </Button>
      </div>
      {children}
    </form>
  );
}
