'use client';

import { useRouter } from 'next/navigation';
import { RotateCcw } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ReplayAction } from './replayed-text';

/** Puts one message back into the queue. */
export function ReplayButton({
  labSlug,
  id,
  replay,
  primary,
}: {
  labSlug: string;
  id: string;
  replay: ReplayAction;
  primary: boolean;
}) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending } = useAction(replay, labSlug);
  const again = async () => {
    const answer = await run({ id });
    toast(
      answer.ok
        ? { title: 'Back in the queue', description: 'It is applied at once.', tone: 'positive' }
        : { title: 'Not replayed', description: answer.message, tone: 'danger' },
    );
    router.refresh();
  };
  return (
    <Button
      variant={primary ? 'primary' : 'secondary'}
      icon={<RotateCcw aria-hidden="true" />}
      pending={pending}
      onClick={() => void again()}
    >
      Replay
    </Button>
  );
}
