'use client';

import { useRouter } from 'next/navigation';
import { Ban, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useToast } from '@/components/ui/toast';
import { settledText } from './delivery-words';
import type { SettleManyAction } from './settle-action';

type Settle = {
  labSlug: string;
  /** A channel's name or id; all of the lab without. */
  channel: string | undefined;
  run: SettleManyAction;
};

function SettleAll({
  labSlug,
  channel,
  run,
  done,
  label,
  description,
  icon,
}: Settle & {
  done: 'replayed' | 'dismissed';
  label: string;
  description: string;
  icon: ReactNode;
}) {
  const router = useRouter();
  const toast = useToast();
  const of = channel === undefined ? 'of all channels' : 'of this channel';
  return (
    <ConfirmDialog
      trigger={<Button icon={icon}>{label}</Button>}
      title={`${label} that was given up ${of}?`}
      description={description}
      confirmLabel={label}
      tone="primary"
      onConfirm={async () => {
        const answer = await run(labSlug, channel === undefined ? {} : { channel });
        if (!answer.ok) return { error: answer.message };
        toast(settledText(answer.data, done));
        router.refresh();
        return undefined;
      }}
    />
  );
}

/** Puts everything that was given up back into the queue. */
export function ReplayAll(props: Settle) {
  return (
    <SettleAll
      {...props}
      done="replayed"
      label="Replay all"
      description="Each is posted again as it was made then, the oldest first, 1,000 at most in one go. Those of channels that are off stay where they are."
      icon={<RotateCcw aria-hidden="true" />}
    />
  );
}

/** Says of everything that was given up that it was seen. */
export function DismissAll(props: Settle) {
  return (
    <SettleAll
      {...props}
      done="dismissed"
      label="Dismiss all"
      description="They are not sent, stay in the log, and count as seen: the portal’s banner goes."
      icon={<Ban aria-hidden="true" />}
    />
  );
}
