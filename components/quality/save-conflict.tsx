'use client';

import { useEffect, useRef } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { LabTime } from '@/components/ui/lab-time';
import { LineChanges } from './line-changes';

/** The version that somebody else saved meanwhile. */
export type Theirs = { version: number; text: string; changed_by: string; changed_at: string };

/** Says who was faster and what differs, and lets one choose between the two. */
export function SaveConflict({
  theirs,
  mine,
  timeZone,
  pending,
  onTake,
  onKeep,
}: {
  theirs: Theirs;
  mine: string;
  timeZone: string;
  pending: boolean;
  onTake: () => void;
  onKeep: () => void;
}) {
  const { version, text, changed_by, changed_at } = theirs;
  const place = useRef<HTMLDivElement>(null);
  // The button that was pressed is far below, and lost the focus while it was at work.
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  return (
    <div ref={place} tabIndex={-1} className="outline-none">
      <Alert tone="warning" live title={`Version ${version} was saved meanwhile`}>
        <p>
          By {changed_by}, <LabTime time={changed_at} timeZone={timeZone} />. Nothing of yours is
          lost; this is what differs from theirs to yours.
        </p>
        <div className="my-3 overflow-hidden rounded-md border bg-surface text-ink">
          <LineChanges before={text} after={mine} label="From their text to yours" />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button onClick={onTake}>Take theirs</Button>
          <Button onClick={onKeep} pending={pending}>
            Save mine as version {version + 1}
          </Button>
        </div>
      </Alert>
    </div>
  );
}
