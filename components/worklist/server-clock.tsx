'use client';

import { createContext, useContext, useMemo, useSyncExternalStore, type ReactNode } from 'react';

export type Clock = {
  /** The server's time when the page was drawn, in ms since 1970. */
  drawnAt: number;
  /** The server's time now, by this browser's clock set right. */
  now: () => number;
};

const ClockContext = createContext<Clock>({ drawnAt: 0, now: () => 0 });

// How far this browser's clock is off, by the page it was measured with: a page that is shown again
// later, from the history, must not begin at its old time.
const offsets = new Map<string, number>();

function offsetBy(drawn: string): number {
  const known = offsets.get(drawn);
  if (known !== undefined) return known;
  const offset = Date.parse(drawn) - Date.now();
  if (offsets.size > 100) offsets.clear();
  offsets.set(drawn, offset);
  return offset;
}

/** Lets countdowns inside run by the server's clock; `drawn` is its time as ISO text. */
export function ServerClock({ drawn, children }: { drawn: string; children: ReactNode }) {
  const clock = useMemo(
    (): Clock => ({ drawnAt: Date.parse(drawn), now: () => Date.now() + offsetBy(drawn) }),
    [drawn],
  );
  return <ClockContext value={clock}>{children}</ClockContext>;
}

export function useServerClock(): Clock {
  return useContext(ClockContext);
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all that ticks. */
function everySecond(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((tick) => tick()), 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * What `read` says of the present time, looked at each second; drawn anew only when it says
 * something else. `read` answers a text or a number.
 */
export function useTicking<T extends string | number>(read: (now: number) => T): T {
  const clock = useServerClock();
  return useSyncExternalStore(
    everySecond,
    () => read(clock.now()),
    () => read(clock.drawnAt),
  );
}
