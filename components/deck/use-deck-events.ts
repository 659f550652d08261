'use client';

import { useEffect, useEffectEvent, type RefObject } from 'react';
import { movedTo } from './grid-keys';
import { cellButton, type CellButton } from './show-cell';

type Heard = {
  onPress: (cell: CellButton) => void;
  /** The mouse is over it, or over none. */
  onOver: (cell: CellButton | null) => void;
  /** The keyboard came to it, or left. */
  onFocus: (cell: CellButton | null) => void;
};

/** Listens for all positions of a deck at once, of which there may be thousands. */
export function useDeckEvents(deck: RefObject<HTMLElement | null>, heard: Heard): void {
  const press = useEffectEvent((event: MouseEvent) => {
    const cell = cellButton(event.target);
    if (cell) heard.onPress(cell);
  });
  const over = useEffectEvent((event: PointerEvent) => {
    if (event.pointerType === 'mouse') heard.onOver(cellButton(event.target));
  });
  const focus = useEffectEvent((event: FocusEvent) => {
    const byKeyboard = event.target instanceof Element && event.target.matches(':focus-visible');
    heard.onFocus(byKeyboard ? cellButton(event.target) : null);
  });
  const left = useEffectEvent(() => heard.onOver(null));
  const blurred = useEffectEvent(() => heard.onFocus(null));
  useEffect(() => {
    const root = deck.current;
    if (!root) return;
    const ends = new AbortController();
    const { signal } = ends;
    root.addEventListener('click', (event) => press(event), { signal });
    root.addEventListener('keydown', travel, { signal });
    root.addEventListener('pointerover', (event) => over(event), { signal });
    root.addEventListener('pointerleave', () => left(), { signal });
    root.addEventListener('focusin', (event) => focus(event), { signal });
    root.addEventListener('focusout', () => blurred(), { signal });
    return () => ends.abort();
  }, [deck]);
}

/** Arrows lead from position to position of one device. */
function travel(event: KeyboardEvent): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const cell = cellButton(event.target);
  const grid = cell?.element.closest('[data-device]');
  if (!cell || !grid) return;
  const cells = [...grid.querySelectorAll<HTMLElement>('[data-p]')];
  const first = cells[0];
  if (!first) return;
  const columns = cells.findIndex(({ offsetTop }) => offsetTop > first.offsetTop);
  const at = cells.indexOf(cell.element);
  const next = movedTo(event.key, at, cells.length, columns < 0 ? cells.length : columns);
  if (next === null) return;
  event.preventDefault();
  cells[next]?.focus();
}
