'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { Button } from './button';
import { cn } from './class-names';
import { FilterChips } from './filter-chips';
import { LinkButton } from './link-button';

export type ActiveFilter = { label: string; removeHref: string };

/**
 * Filters as one GET form, so the address is the view. `children` are Fields; `lead` (a search
 * box) stays in sight on phones while the rest folds away. `active` shows what is on, each with
 * a way to take it off; `hidden` carries over other parts of the address (sort, tab).
 */
export function FilterBar({
  action,
  lead,
  children,
  active = [],
  resetHref,
  hidden = {},
  submitLabel = 'Apply',
  className,
}: {
  /** Where the form goes; default the present page. */
  action?: string;
  lead?: ReactNode;
  children?: ReactNode;
  active?: readonly ActiveFilter[];
  resetHref?: string;
  hidden?: Record<string, string>;
  submitLabel?: string;
  className?: string;
}) {
  const [open, setOpen] = useState(false);
  const panel = useId();
  const form = useRef<HTMLFormElement>(null);
  // What is left open stays out of the address, which people send to one another.
  useEffect(() => {
    const leaving = new AbortController();
    form.current?.addEventListener('formdata', ({ formData }) => leaveOutEmpty(formData), leaving);
    return () => leaving.abort();
  }, []);
  return (
    <form
      ref={form}
      action={action}
      method="get"
      role="search"
      aria-label="Filters"
      className={cn('grid gap-3', className)}
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="flex flex-wrap items-start gap-3 max-md:items-end">
        {lead ? (
          <div className="min-w-40 grow max-md:basis-40 md:max-w-72 print:hidden">{lead}</div>
        ) : null}
        {children ? (
          <Button
            className="md:hidden print:hidden"
            aria-expanded={open}
            aria-controls={panel}
            icon={<SlidersHorizontal aria-hidden="true" />}
            onClick={() => setOpen(!open)}
          >
            Filters{active.length > 0 ? ` · ${active.length}` : ''}
          </Button>
        ) : null}
        <div
          id={panel}
          className={cn(
            'grid w-full grid-cols-1 items-start gap-3 xs:grid-cols-2 md:flex md:w-auto md:grow md:flex-wrap md:[&>*]:min-w-36',
            // Paper shows the period; the other filters in force stand below.
            'print:[&>*:not(fieldset)]:hidden',
            !open && 'max-md:not-print:hidden',
          )}
        >
          {children}
          <div className="flex gap-2 md:pt-6">
            <Button type="submit">{submitLabel}</Button>
            {resetHref && active.length > 0 ? (
              <LinkButton href={resetHref} variant="ghost">
                Clear
              </LinkButton>
            ) : null}
          </div>
        </div>
      </div>
      <FilterChips active={active} />
    </form>
  );
}

function leaveOutEmpty(data: FormData): void {
  for (const name of new Set(data.keys())) {
    const given = data.getAll(name).filter((value) => value !== '');
    data.delete(name);
    for (const value of given) data.append(name, value);
  }
}
