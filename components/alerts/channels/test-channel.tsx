'use client';

import { Send } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import { useAction } from '@/components/ui/use-action';
import type { Channel } from '@/lib/alerts/channels/contract';
import { PayloadView } from '../payload-view';
import type { ChannelActions } from './channel-actions';
import { TestOutcome } from './test-outcome';

/** Sends a test message by the way of all notifications, and says what became of it. */
export function TestChannel({
  labSlug,
  timeZone,
  channel: { id, name, enabled },
  test,
}: {
  labSlug: string;
  timeZone: string;
  channel: Channel;
  test: ChannelActions['test'];
}) {
  const [open, setOpen] = useState(false);
  const { run, pending, result } = useAction(test, labSlug);
  const send = async () => {
    await run({ id });
    setOpen(true);
  };
  return (
    <>
      <Button
        size="sm"
        icon={<Send aria-hidden="true" />}
        pending={pending && !open}
        disabled={!enabled}
        aria-label={`Send a test to ${name}`}
        onClick={() => void send()}
      >
        Send a test
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Test of ${name}`}
        description="A message goes the way every alert goes."
        footer={
          <>
            <Button pending={pending} onClick={() => void send()}>
              Send another
            </Button>
            <DialogClose>
              <Button variant="primary">Done</Button>
            </DialogClose>
          </>
        }
      >
        {result?.ok === false ? (
          <Alert tone="danger" title="No test was sent" live>
            {result.message}
          </Alert>
        ) : null}
        {result?.ok ? (
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
            <TestOutcome
              key={result.data.notification_id}
              labSlug={labSlug}
              timeZone={timeZone}
              id={result.data.notification_id}
            />
            <PayloadView payload={result.data.payload} label="test message" />
          </div>
        ) : null}
      </Dialog>
    </>
  );
}
