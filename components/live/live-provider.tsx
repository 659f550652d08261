'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useState, useTransition, type ReactNode } from 'react';
import { LabStream } from './lab-stream';
import { LiveContext } from './live-context';
import { LiveNotice } from './live-notice';

/** Gives a lab's pages its live events: one stream a browser, whatever number of tabs. */
export function LiveProvider({ labSlug, children }: { labSlug: string; children: ReactNode }) {
  const router = useRouter();
  const queries = useQueryClient();
  const [stream] = useState(() => new LabStream());
  const [refreshing, startRefresh] = useTransition();

  useEffect(
    () =>
      stream.open(labSlug, () => {
        void queries.invalidateQueries();
        startRefresh(() => router.refresh());
      }),
    [stream, labSlug, router, queries],
  );
  useEffect(() => {
    if (!refreshing) stream.refreshed();
  }, [stream, refreshing]);

  return (
    <LiveContext value={stream}>
      {children}
      <LiveNotice />
    </LiveContext>
  );
}
