'use client';

import { useRouter } from 'next/navigation';
import { RotateCcw } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import { replayedText, type ReplayManyAction } from './replayed-text';

/** Puts all messages of a view back into the queue, the oldest first. */
export function ReplayAll({
  labSlug,
  count,
  countText,
  filters,
  replay,
}: {
  labSlug: string;
  count: number;
  /** The number as it stands on the page. */
  countText: string;
  filters: Record<string, string>;
  replay: ReplayManyAction;
}) {
  const router = useRouter();
  const toast = useToast();
  const { run } = useAction(replay, labSlug);
  const what = count === 1 ? 'this message' : `all ${countText} messages`;
  return (
    <ConfirmDialog
      trigger={
        <Button icon={<RotateCcw aria-hidden="true" />}>
          {count === 1 ? 'Replay it' : `Replay all ${countText}`}
        </Button>
      }
      title={`Replay ${what}?`}
      description="They go back into the queue at their old places, 5,000 at most in one go, the oldest first. What a message led to already is not done twice."
      confirmLabel={count === 1 ? 'Replay it' : 'Replay all'}
      tone="primary"
      onConfirm={async () => {
        const answer = await run(filters);
        if (!answer.ok) return { error: answer.message };
        toast(replayedText(answer.data));
        router.refresh();
        return undefined;
      }}
    />
  );
}
