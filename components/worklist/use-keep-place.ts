'use client';

import { useEffect, useRef, type RefObject } from 'react';

/** When the row that had the focus is gone, the row in its place gets it. */
export function useKeepPlace(list: RefObject<HTMLElement | null>, rows: readonly unknown[]): void {
  const place = useRef<number | null>(null);
  useEffect(() => {
    const root = list.current;
    if (root === null) return undefined;
    const remember = () => {
      const all = [...root.querySelectorAll('[data-row]')];
      place.current = all.findIndex((row) => row.contains(document.activeElement));
    };
    root.addEventListener('focusin', remember);
    return () => root.removeEventListener('focusin', remember);
  }, [list]);
  useEffect(() => {
    const at = place.current;
    if (at === null || at < 0 || document.activeElement !== document.body) return;
    const all = list.current?.querySelectorAll('[data-row] a');
    const link = all?.[Math.min(at, all.length - 1)];
    if (link instanceof HTMLElement) link.focus();
  }, [list, rows]);
}
