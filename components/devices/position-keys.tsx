'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import { movedTo } from '@/components/deck/grid-keys';

/** Around many positions, of which the tab key stops at one: arrows lead to the next that has something. */
export function PositionKeys({ children }: { children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const root = frame.current;
    root?.addEventListener('keydown', travel);
    return () => root?.removeEventListener('keydown', travel);
  }, []);
  return <div ref={frame}>{children}</div>;
}

function travel(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const item = event.target instanceof Element ? event.target.closest('li') : null;
  const items = [...(item?.parentElement?.querySelectorAll<HTMLElement>(':scope > li') ?? [])];
  const top = items[0]?.offsetTop ?? 0;
  const columns = items.findIndex(({ offsetTop }) => offsetTop > top);
  let at = items.findIndex((one) => one === item);
  for (;;) {
    const next = movedTo(event.key, at, items.length, columns < 0 ? items.length : columns);
    if (next === null) return;
    event.preventDefault();
    const link = items[next]?.querySelector<HTMLElement>('a');
    if (link) return link.focus();
    // Past what is free, to the edge at most; Home and End have nowhere else to look.
    if (next === at || event.key === 'Home' || event.key === 'End') return;
    at = next;
  }
}
