'use client';

import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { ActionResult } from '@/lib/entry/action-result';

/** Cancels a run that waits or is under way, after asking. */
export function CancelRun({
  labSlug,
  id,
  cancel,
}: {
  labSlug: string;
  id: string;
  cancel: (labSlug: string, input: unknown) => Promise<ActionResult<unknown>>;
}) {
  const router = useRouter();
  return (
    <ConfirmDialog
      trigger={<Button size="sm">Cancel</Button>}
      title="Cancel this run?"
      description="What it found so far is dropped. Nothing of the lab is changed by a run."
      confirmLabel="Cancel the run"
      onConfirm={async () => {
        const answer = await cancel(labSlug, { id });
        router.refresh();
        return answer.ok || answer.code === 'conflict' ? undefined : { error: answer.message };
      }}
    />
  );
}
