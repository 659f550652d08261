'use client';

import { RotateCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { OnceDialog } from '@/components/people/once-dialog';
import { OnceOnly } from '@/components/people/once-only';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { useAction } from '@/components/ui/use-action';
import type { Channel } from '@/lib/alerts/channels/contract';
import type { ChannelActions } from './channel-actions';

/** Makes a signed channel's next secret, and shows it, once. */
export function NextSecret({
  labSlug,
  channel: { id, name, version },
  change,
}: {
  labSlug: string;
  channel: Channel;
  change: ChannelActions['change'];
}) {
  const router = useRouter();
  const { run, pending, result, reset } = useAction(change, labSlug);
  const secret = result?.ok ? result.data.secret : null;
  return (
    <OnceDialog
      title={`Next secret of ${name}`}
      description="What is sent to it is signed with its secret, by Standard Webhooks."
      onOpen={reset}
      trigger={
        <Button
          size="sm"
          icon={<RotateCw aria-hidden="true" />}
          aria-label={`Next secret of ${name}`}
        >
          Next secret
        </Button>
      }
      made={
        secret === null ? null : (
          <OnceOnly title="The secret is made" label="Secret" value={secret}>
            Copy it now to where the signature is checked. It is shown only this once.
          </OnceOnly>
        )
      }
    >
      <ActionForm
        failure={result?.ok === false ? result : null}
        aside={result !== null}
        onSubmit={async () => {
          const answer = await run({ id, version, new_secret: true });
          // The channel has another version now, by which it is changed or removed next.
          if (answer.ok) router.refresh();
        }}
      >
        <p className="text-sm text-ink-soft">
          The one before is of no use from then on: until the receiver has the new one, it refuses
          what it is sent, and what it refuses for good stands among the deliveries to be replayed.
        </p>
        <div className="flex flex-wrap justify-end gap-2">
          <FormButtons submitLabel="Make the next secret" pending={pending} />
        </div>
      </ActionForm>
    </OnceDialog>
  );
}
