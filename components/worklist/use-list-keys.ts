'use client';

import { useEffect, useEffectEvent, type RefObject } from 'react';

const TYPING = 'input:not([type=checkbox]), textarea, select, [contenteditable=true]';

/** Whether a key belongs to a field, a menu or a window that is open. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return true;
  const { target } = event;
  if (!(target instanceof Element)) return false;
  return (
    target.matches(TYPING) ||
    target.closest('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null
  );
}

const STEPS: Record<string, number> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

/**
 * Moves the focus from row to row of a list with j and k, or the arrows once it is in the list, and
 * hands other letters on with the row that has it. Rows are elements with `data-row` that hold one
 * link. Nothing happens while somebody types, or while `on` is false.
 */
export function useListKeys(
  list: RefObject<HTMLElement | null>,
  on: boolean,
  onLetter: (letter: string, row: string | null) => boolean,
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const root = list.current;
    if (!on || root === null || isTaken(event)) return;
    const rows = [...root.querySelectorAll<HTMLElement>('[data-row]')];
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const step = STEPS[event.key];
    if (step !== undefined) {
      if (event.key.startsWith('Arrow') && at === -1) return;
      const next = rows[at === -1 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
      next?.querySelector('a')?.focus();
      next?.scrollIntoView({ block: 'nearest' });
      event.preventDefault();
      return;
    }
    if (event.key.length !== 1 || event.key === ' ') return;
    if (onLetter(event.key.toLowerCase(), rows[at]?.dataset.row ?? null)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
