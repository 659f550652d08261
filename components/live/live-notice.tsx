'use client';

import { WifiOff } from 'lucide-react';
import { useLiveStatus } from './use-live';

/** Says so when the page no longer follows what happens; nothing while it does. */
export function LiveNotice() {
  const lost = useLiveStatus() === 'lost';
  return (
    <div
      role="status"
      className="pointer-events-none fixed bottom-20 left-3 z-40 lg:bottom-4 lg:left-4 print:hidden"
    >
      {lost ? (
        <p className="flex items-center gap-2 rounded-full border bg-surface px-3 py-1.5 text-xs text-ink-soft shadow-sm">
          <WifiOff aria-hidden="true" className="size-3.5 text-warning" />
          Not live – reconnecting
        </p>
      ) : null}
    </div>
  );
}
