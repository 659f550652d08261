'use client';

import { useRouter } from 'next/navigation';
import { Ban, RotateCcw } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { SettleOneAction } from './settle-action';

/** Puts one notification back into the queue. */
export function ReplayOne({
  labSlug,
  id,
  again,
  run: action,
}: {
  labSlug: string;
  id: string;
  /** Whether it was accepted before, and would be there twice. */
  again: boolean;
  run: SettleOneAction;
}) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending } = useAction(action, labSlug);
  const replay = async () => {
    const answer = await run({ id });
    toast(
      answer.ok
        ? { title: 'Back in the queue', description: 'It is posted at once.', tone: 'positive' }
        : { title: 'Not replayed', description: answer.message, tone: 'danger' },
    );
    router.refresh();
  };
  return (
    <Button
      variant={again ? 'secondary' : 'primary'}
      icon={<RotateCcw aria-hidden="true" />}
      pending={pending}
      onClick={() => void replay()}
    >
      {again ? 'Send again' : 'Replay'}
    </Button>
  );
}

/** Says of one that was given up that it was seen. */
export function DismissOne({
  labSlug,
  id,
  run: action,
}: {
  labSlug: string;
  id: string;
  run: SettleOneAction;
}) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending } = useAction(action, labSlug);
  const dismiss = async () => {
    const answer = await run({ id });
    toast(
      answer.ok
        ? { title: 'Dismissed', description: 'It stays in the log.', tone: 'positive' }
        : { title: 'Not dismissed', description: answer.message, tone: 'danger' },
    );
    router.refresh();
  };
  return (
    <Button icon={<Ban aria-hidden="true" />} pending={pending} onClick={() => void dismiss()}>
      Dismiss
    </Button>
  );
}
