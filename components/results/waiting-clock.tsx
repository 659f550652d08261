'use client';

import { useEffect, useState } from 'react';
import { cn } from '@/components/ui/class-names';
import { toneText } from '@/components/ui/tone';
import { clockText, waitTone } from './critical-words';

/**
 * How long a critical has been waiting, second by second. It starts from what the server said, so
 * that a bench PC with a wrong clock shows the same.
 */
export function WaitingClock({
  waitingMinutes,
  limitMinutes,
  className,
}: {
  waitingMinutes: number;
  limitMinutes: number;
  className?: string;
}) {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const tick = () => setPassed((performance.now() - began) / 1000);
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [waitingMinutes]);
  const seconds = waitingMinutes * 60 + passed;
  const tone = waitTone(seconds / 60, limitMinutes);
  return (
    <span className={cn('inline-flex flex-col', toneText[tone], className)}>
      <span role="timer" aria-label="Waiting" className="text-xl leading-6 font-semibold">
        {clockText(seconds)}
      </span>
      <span className="text-2xs font-medium">
        {tone === 'danger' ? `over ${limitMinutes} min` : 'waiting'}
      </span>
    </span>
  );
}
