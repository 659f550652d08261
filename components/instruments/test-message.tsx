'use client';

import { useQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { z } from 'zod';
import { send } from '@/components/requests/send-request';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { TextLink } from '@/components/ui/link-button';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import { messageHref } from './addresses';
import { MessageStatus } from './message-status';
import { STATUS_WORDS } from './message-words';

/** What of a message is shown here; its whole contract would bring the mapping's along. */
const Told = z.object({
  status: z.enum(['accepted', 'applied', 'quarantined', 'ignored']),
  reason: z.string().nullable(),
  received_at: z.string(),
  settled_at: z.string().nullable(),
});

const ASK_EVERY_MS = 700;
/** A message that waits longer than this waits for something that is not there. */
const MOST_ASKED = 30;

/** The button that sends a heartbeat as the device would, and what became of it. */
export function TestMessage({
  labSlug,
  device,
  ready,
  sendTest,
}: {
  labSlug: string;
  device: string;
  /** Whether there is a secret to sign it with. */
  ready: boolean;
  sendTest: (labSlug: string, input: unknown) => Promise<ActionResult<{ id: string }>>;
}) {
  const { run, pending, result } = useAction(sendTest, labSlug);
  return (
    <div className="space-y-3">
      <p className="text-dense text-ink-soft">
        A heartbeat, signed with the newest secret, goes the way every message of the instrument
        goes. It changes no specimen.
      </p>
      <Button
        variant="primary"
        icon={<Send aria-hidden="true" />}
        pending={pending}
        disabled={!ready}
        onClick={() => void run({ device })}
      >
        Send a test message
      </Button>
      {ready ? null : (
        <p className="text-dense text-muted">Make a secret first: it is signed with one.</p>
      )}
      {result?.ok === false ? (
        <Alert tone="danger" title="It was not accepted" live>
          {result.message}
        </Alert>
      ) : null}
      {result?.ok ? <Outcome key={result.data.id} labSlug={labSlug} id={result.data.id} /> : null}
    </div>
  );
}

function Outcome({ labSlug, id }: { labSlug: string; id: string }) {
  const { data, error } = useQuery({
    queryKey: ['instrument-message', id],
    queryFn: () => send(labSlug, `/instrument-messages/${id}`, Told),
    refetchInterval: ({ state }) => {
      const settled = state.data !== undefined && state.data.status !== 'accepted';
      return settled || state.dataUpdateCount >= MOST_ASKED ? false : ASK_EVERY_MS;
    },
  });
  return (
    <div role="status" className="space-y-1.5 rounded-md border bg-sunken p-3 text-dense">
      {error ? (
        <p>It was accepted; what became of it could not be read: {error.message}</p>
      ) : data === undefined ? (
        <p>Accepted.</p>
      ) : (
        <>
          <p className="flex flex-wrap items-center gap-2">
            <MessageStatus status={data.status} />
            <span className="text-ink-soft">
              {data.status === 'applied' && data.settled_at !== null
                ? `Stored and applied in ${tookText(data.received_at, data.settled_at)}.`
                : STATUS_WORDS[data.status].hint}
            </span>
          </p>
          {data.reason === null ? null : <p>{data.reason}</p>}
          <p>
            <TextLink href={messageHref(labSlug, id)}>Look at the message</TextLink>
          </p>
        </>
      )}
    </div>
  );
}

function tookText(from: string, to: string): string {
  const ms = Math.max(0, Date.parse(to) - Date.parse(from));
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
