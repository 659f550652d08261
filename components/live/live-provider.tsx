'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { startTransition, useEffect, useState, type ReactNode } from 'react';
import { LabStream } from './lab-stream';
import { LiveContext } from './live-context';
import { LiveNotice } from './live-notice';

/** Gives a lab's pages its live events: one stream a browser, whatever number of tabs. */
export function LiveProvider({ labSlug, children }: { labSlug: string; children: ReactNode }) {
  const router = useRouter();
  const queries = useQueryClient();
  const [stream] = useState(() => new LabStream());
  const [refreshes, setRefreshes] = useState(0);

  useEffect(
    () =>
      stream.open(labSlug, () => {
        void queries.invalidateQueries();
        startTransition(() => {
          router.refresh();
          // In one transition with the refresh: it counts when the new page is on the screen.
          setRefreshes((count) => count + 1);
        });
      }),
    [stream, labSlug, router, queries],
  );
  useEffect(() => {
    if (refreshes > 0) stream.refreshed();
  }, [stream, refreshes]);

  return (
    <LiveContext value={stream}>
      {children}
      <LiveNotice />
    </LiveContext>
  );
}
