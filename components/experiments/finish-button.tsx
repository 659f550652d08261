'use client';

import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import type { ActionResult } from '@/lib/entry/action-result';

type Props = {
  labSlug: string;
  uuid: string;
  running: number;
  finish: (labSlug: string, input: unknown) => Promise<ActionResult<unknown>>;
};

/** Ends an experiment by hand, as where its orchestrator went away without saying so. */
export function FinishButton({ labSlug, uuid, running, finish }: Props) {
  const router = useRouter();
  return (
    <ConfirmDialog
      trigger={<Button>Finish</Button>}
      title="Finish this experiment"
      description={
        running === 0
          ? 'It ends now. This cannot be taken back.'
          : `It ends now, though ${running} of its steps ${running === 1 ? 'is' : 'are'} still told as running. This cannot be taken back.`
      }
      confirmLabel="Finish experiment"
      tone="primary"
      onConfirm={async () => {
        const answer = await finish(labSlug, { uuid });
        if (!answer.ok) return { error: answer.message };
        router.refresh();
        return undefined;
      }}
    />
  );
}
