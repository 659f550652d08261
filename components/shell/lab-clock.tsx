'use client';

import { useEffect, useState } from 'react';

/** The lab's present time and its zone. `now` (ISO) is the server's clock, so both draw the same. */
export function LabClock({
  timeZone,
  now,
  className,
}: {
  timeZone: string;
  now: string;
  className?: string;
}) {
  const [time, setTime] = useState(() => new Date(now));
  useEffect(() => {
    const tick = () => setTime(new Date());
    tick();
    const timer = setInterval(tick, 10_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className={className}>
      <span className="sr-only">Time in the lab: </span>
      <time dateTime={time.toISOString()} className="font-medium text-ink">
        {labTime(time, timeZone)}
      </time>{' '}
      <span className="text-muted">{timeZone.replaceAll('_', ' ')}</span>
    </span>
  );
}

/** Weekday, hour and minute in the lab’s zone: “Tue 14:05”. */
export function labTime(time: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  })
    .format(time)
    .replace(',', '');
}
