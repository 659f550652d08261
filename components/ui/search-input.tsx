'use client';

import { Search } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cn } from './class-names';
import { useField } from './field';

/** A search box; sends `name` (default q) with the form it stands in. `label` is read aloud unless a Field around it has one. */
export function SearchInput({
  label,
  className,
  name = 'q',
  ...rest
}: { label: string } & Omit<ComponentProps<'input'>, 'type'>) {
  const field = useField();
  return (
    <span className={cn('relative block', className)}>
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
      />
      <input
        {...field}
        type="search"
        name={name}
        aria-label={field.id ? undefined : label}
        autoComplete="off"
        spellCheck={false}
        className="h-9 control pr-2.5 pl-8.5 text-sm max-md:h-11 max-md:text-base"
        {...rest}
      />
    </span>
  );
}
