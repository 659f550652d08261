'use client';

import { useEffect, useRef, useState } from 'react';
import type { CellButton } from './show-cell';

/** Long enough that a mouse on its way over the deck opens nothing. */
const REST_MS = 120;

/** The position that the mouse rests on or that the keyboard came to; none while `off`. */
export function usePeek(off: boolean) {
  const [cell, setCell] = useState<CellButton | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = () => {
    clearTimeout(timer.current);
    setCell(null);
  };
  useEffect(() => {
    // It stands beside a button that scrolls away.
    const scrolled = () => {
      clearTimeout(timer.current);
      setCell(null);
    };
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape') scrolled();
    };
    document.addEventListener('scroll', scrolled, { capture: true, passive: true });
    document.addEventListener('keydown', pressed);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener('scroll', scrolled, { capture: true });
      document.removeEventListener('keydown', pressed);
    };
  }, []);
  return {
    cell: off ? null : cell,
    hide,
    over(next: CellButton | null) {
      if (next?.element === cell?.element) return;
      hide();
      if (next) timer.current = setTimeout(() => setCell(next), cell ? 0 : REST_MS);
    },
    focused(next: CellButton | null) {
      hide();
      setCell(next);
    },
  };
}
