'use client';

import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';

const GAP = 8;

/**
 * A look at what stands on a position while the mouse or the focus is on its button: nothing to
 * press, and nothing that the button's own name and its panel do not say as well.
 */
export function Peek({ anchor, children }: { anchor: HTMLElement; children: ReactNode }) {
  const own = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  useLayoutEffect(() => {
    const box = own.current;
    if (!box) return;
    const at = anchor.getBoundingClientRect();
    const below = at.bottom + GAP + box.offsetHeight <= innerHeight;
    setPlace({
      left: Math.max(GAP, Math.min(at.left, innerWidth - box.offsetWidth - GAP)),
      top: below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - box.offsetHeight),
    });
  }, [anchor]);
  return (
    <div
      ref={own}
      aria-hidden="true"
      className="pointer-events-none fixed z-40 w-80 rounded-md bg-raised p-3 shadow-raised"
      style={place ?? { left: 0, top: 0, visibility: 'hidden' }}
    >
      {children}
    </div>
  );
}
