/** A position's button, by what it says of itself. */
export type CellButton = { element: HTMLElement; device: string; position: number };

/** The position whose button was meant by an event, if any. */
export function cellButton(target: EventTarget | null): CellButton | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-p]') : null;
  const device = element?.closest<HTMLElement>('[data-device]')?.dataset.device;
  if (!element || device === undefined) return null;
  return { element, device, position: Number(element.dataset.p) };
}

/** Brings a position into view and rings around it. Nothing where it is not drawn. */
export function showCell(root: HTMLElement, device: string, position: number): void {
  const cell = root.querySelector<HTMLElement>(`[data-device="${device}"] [data-p="${position}"]`);
  if (!cell) return;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  cell.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
  if (still) return;
  cell.animate(
    [
      { boxShadow: '0 0 0 0 var(--color-warning)', transform: 'scale(1)' },
      { boxShadow: '0 0 0 10px transparent', transform: 'scale(1.12)', offset: 0.6 },
      { boxShadow: '0 0 0 12px transparent', transform: 'scale(1)' },
    ],
    { duration: 900, iterations: 3, easing: 'ease-out' },
  );
}
