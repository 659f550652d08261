'use client';

import { agoText } from '@/components/instruments/ago-text';
import { exactLabTime } from '@/components/ui/lab-time';
import { useTicking } from '@/components/worklist/server-clock';

/** How long ago an instant (ISO) was, going on by itself; exact on hover. Inside a ServerClock. */
export function Since({ time, timeZone }: { time: string; timeZone: string }) {
  const text = useTicking((now) => agoText((now - Date.parse(time)) / 1_000));
  return (
    <time dateTime={time} title={exactLabTime(time, timeZone)} className="whitespace-nowrap">
      {text}
    </time>
  );
}
