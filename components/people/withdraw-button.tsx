'use client';

import { useRouter } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useToast } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/entry/action-result';

/** Ends one thing of a list for good, after asking: a link, a key, a session. */
export function WithdrawButton<T>({
  run,
  label,
  of,
  title,
  description,
  done,
}: {
  /** The action, its lab and input bound. */
  run: () => Promise<ActionResult<T>>;
  label: string;
  /** What it ends, read aloud with the label. */
  of: string;
  title: string;
  description: string;
  done: string;
}) {
  const router = useRouter();
  const toast = useToast();
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" aria-label={`${label}: ${of}`}>
          {label}
        </Button>
      }
      title={title}
      description={description}
      confirmLabel={label}
      onConfirm={async () => {
        const answer = await run();
        if (!answer.ok) return { error: answer.message };
        toast({ title: done, tone: 'positive' });
        router.refresh();
        return {};
      }}
    />
  );
}
