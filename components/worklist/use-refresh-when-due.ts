'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import type { WorklistRow } from '@/lib/worklist/contract';
import { useServerClock } from './server-clock';

/** Reads the page again the moment a row falls due or gets at risk. */
export function useRefreshWhenDue(rows: readonly WorklistRow[]): void {
  const router = useRouter();
  const clock = useServerClock();
  useEffect(() => {
    const now = clock.now();
    const moments = rows
      .filter((row) => row.urgency !== 'no_due')
      .flatMap((row) => [row.at_risk_from, row.due_at])
      .flatMap((time) => (time === null ? [] : [Date.parse(time)]))
      .filter((time) => time > now);
    const wait = Math.min(...moments) - now + 1000;
    if (wait > 86_400_000) return undefined;
    const timer = setTimeout(() => router.refresh(), wait);
    return () => clearTimeout(timer);
  }, [rows, clock, router]);
}
