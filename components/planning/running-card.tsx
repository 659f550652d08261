'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useLiveStatus } from '@/components/live/use-live';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { ProgressBar } from '@/components/ui/progress-bar';
import { VisuallyHidden } from '@/components/ui/visually-hidden';
import type { ActionResult } from '@/lib/entry/action-result';
import type { WhatIfRow } from '@/lib/planning/contract';
import { counted } from './number-text';

const ASK_EVERY_MS = 2_000;

/** How far a what-if is, and the way to stop it. The page is read again as it goes on. */
export function RunningCard({
  labSlug,
  id,
  status,
  percent,
  runs,
  scenarios,
  cancel,
}: {
  labSlug: string;
  id: string;
  status: WhatIfRow['status'];
  percent: number;
  runs: number;
  scenarios: number;
  cancel: (labSlug: string, input: unknown) => Promise<ActionResult<unknown>>;
}) {
  const router = useRouter();
  const live = useLiveStatus();
  // Without a live connection the page asks.
  useEffect(() => {
    if (live === 'live') return undefined;
    const timer = setInterval(() => router.refresh(), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [live, router]);
  const stop = async () => {
    const answer = await cancel(labSlug, { id });
    router.refresh();
    return answer.ok ? undefined : { error: answer.message };
  };
  const queued = status === 'queued';
  // Every tenth, so that a screen reader is not flooded.
  const tenth = Math.floor(percent / 10) * 10;
  return (
    <Card
      title={queued ? 'Waiting its turn' : 'Running'}
      description="It goes on if you leave this page."
      actions={
        <ConfirmDialog
          trigger={<Button size="sm">Cancel</Button>}
          title="Cancel this what-if?"
          description="Nothing of it is kept but the question, which you can copy."
          confirmLabel="Cancel the what-if"
          tone="danger"
          onConfirm={stop}
        />
      }
    >
      <VisuallyHidden>
        <p role="status">{queued ? 'Waiting its turn' : `Running, ${tenth} per cent`}</p>
      </VisuallyHidden>
      <ProgressBar
        label="Simulating"
        percent={queued ? null : percent}
        detail={
          queued
            ? 'waiting its turn'
            : `${percent} %, ${runs} runs each of ${scenarios === 0 ? 'the lab as it stands' : `the lab as it stands and ${counted(scenarios, 'scenario')}`}`
        }
      />
    </Card>
  );
}
