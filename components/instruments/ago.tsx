'use client';

import { useEffect, useState } from 'react';
import { exactLabTime } from '@/components/ui/lab-time';
import { agoText } from './ago-text';

const EVERY_MS = 1_000;

/**
 * How long ago an instant (ISO) was, going on by itself. `now` is the server's when the page was
 * made, so that a wrong clock of this machine does not matter. The moment itself on hover.
 */
export function Ago({ time, now, timeZone }: { time: string; now: string; timeZone: string }) {
  const [passedMs, setPassedMs] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const tick = () => setPassedMs(performance.now() - began);
    const timer = setInterval(tick, EVERY_MS);
    tick();
    return () => clearInterval(timer);
  }, [now]);
  const seconds = (Date.parse(now) + passedMs - Date.parse(time)) / 1_000;
  return (
    <time dateTime={time} title={exactLabTime(time, timeZone)} className="whitespace-nowrap">
      {agoText(seconds)}
    </time>
  );
}
