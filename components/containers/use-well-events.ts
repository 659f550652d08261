import { useEffect, useEffectEvent, type RefObject } from 'react';
import type { WellPlace } from '@/lib/containers/contents/wells';

const STEPS: Partial<Record<string, WellPlace>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

function wellOf(target: EventTarget | null): string | null {
  return target instanceof Element
    ? (target.closest<HTMLElement>('[data-well]')?.dataset.well ?? null)
    : null;
}

/** Hears for all wells of a plate at once what is pointed at, chosen, or left by an arrow key. */
export function useWellEvents(
  plate: RefObject<HTMLElement | null>,
  handlers: {
    onPoint: (well: string | null) => void;
    onChoose: (well: string) => void;
    onStep: (from: string, step: WellPlace) => void;
  },
): void {
  const onPoint = useEffectEvent((well: string | null) => handlers.onPoint(well));
  const onChoose = useEffectEvent((event: Event) => {
    const well = wellOf(event.target);
    if (well !== null) handlers.onChoose(well);
  });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const [step, from] = [STEPS[event.key], wellOf(event.target)];
    if (!step || from === null) return;
    event.preventDefault();
    handlers.onStep(from, step);
  });
  useEffect(() => {
    const element = plate.current;
    if (!element) return undefined;
    const leaving = new AbortController();
    const { signal } = leaving;
    element.addEventListener(
      'pointerover',
      (event) => {
        if (event.pointerType === 'mouse') onPoint(wellOf(event.target));
      },
      { signal },
    );
    element.addEventListener('pointerleave', () => onPoint(null), { signal });
    element.addEventListener('focusin', (event) => onChoose(event), { signal });
    element.addEventListener('click', (event) => onChoose(event), { signal });
    element.addEventListener('keydown', (event) => onKey(event), { signal });
    return () => leaving.abort();
  }, [plate]);
}
