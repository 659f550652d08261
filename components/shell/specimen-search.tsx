'use client';

import { useEffect, useRef } from 'react';
import { SearchInput } from '@/components/ui/search-input';
import { cn } from '@/components/ui/class-names';

/** The box a scanner types into: sends `?q=` to `action`. “/” moves the focus here. */
export function SpecimenSearch({
  action,
  hotkey = true,
  className,
}: {
  action: string;
  hotkey?: boolean;
  className?: string;
}) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!hotkey) return;
    const focus = (event: KeyboardEvent) => {
      const target = event.target;
      const typing =
        target instanceof HTMLElement &&
        target.closest('input, textarea, select, [contenteditable="true"]');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const input = form.current?.querySelector('input');
      if (!input || input.offsetParent === null) return;
      event.preventDefault();
      input.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, [hotkey]);
  return (
    <form
      ref={form}
      action={action}
      method="get"
      role="search"
      aria-label="Specimens"
      className={cn('relative', className)}
    >
      <SearchInput
        label="Find a specimen by its number"
        placeholder="Find specimen"
        required
        aria-keyshortcuts={hotkey ? '/' : undefined}
      />
      {hotkey ? (
        <kbd
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 right-2 -translate-y-1/2 rounded-sm border px-1.5 font-sans text-2xs text-muted max-lg:hidden"
        >
          /
        </kbd>
      ) : null}
    </form>
  );
}
