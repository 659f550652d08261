'use client';

import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { send } from '@/components/requests/send-request';
import { Spinner } from '@/components/ui/spinner';
import { TextLink } from '@/components/ui/link-button';
import { labTimeText } from '@/components/ui/lab-time';
import { deliveryHref } from '../addresses';
import { DeliveryStatus } from '../deliveries/delivery-status';
import { lastWord, tookText } from '../deliveries/delivery-words';

/** What of a notification is shown here. */
const Told = z.object({
  status: z.enum(['queued', 'sent', 'dead']),
  dismissed_at: z.string().nullable(),
  failure_text: z.string().nullable(),
  next_attempt_at: z.string().nullable(),
  last_attempt: z
    .object({
      at: z.string(),
      status: z.int().nullable(),
      outcome: z.string(),
      text: z.string().nullable(),
    })
    .nullable(),
  log: z.array(z.object({ duration_ms: z.int() })),
});

const ASK_EVERY_MS = 700;
/** An attempt ends within ten seconds; who waits much longer waits for a worker. */
const MOST_ASKED = 40;

/** What became of a test message, asked for until it is known. */
export function TestOutcome({
  labSlug,
  timeZone,
  id,
}: {
  labSlug: string;
  timeZone: string;
  id: string;
}) {
  const { data, error } = useQuery({
    queryKey: ['notification', id],
    queryFn: () => send(labSlug, `/notifications/${id}`, Told),
    refetchInterval: ({ state }) => {
      const settled = state.data !== undefined && state.data.status !== 'queued';
      return settled || state.dataUpdateCount >= MOST_ASKED ? false : ASK_EVERY_MS;
    },
  });
  return (
    <div
      role="status"
      aria-label="What became of it"
      className="space-y-1.5 rounded-md border bg-sunken p-3 text-dense"
    >
      {error ? (
        <p>It is queued; what became of it could not be read: {error.message}</p>
      ) : data === undefined || data.last_attempt === null ? (
        <p className="flex items-center gap-2">
          <Spinner /> {data?.status === 'dead' ? lastWord(data) : 'Waiting for the receiver.'}
        </p>
      ) : (
        <>
          <p className="flex flex-wrap items-center gap-2">
            <DeliveryStatus {...data} />
            <span>
              {lastWord(data)}
              {data.log[0] ? (
                <span className="text-muted"> {tookText(data.log[0].duration_ms)}.</span>
              ) : null}
            </span>
          </p>
          {data.status === 'queued' && data.next_attempt_at !== null ? (
            <p>It is tried again at {labTimeText(data.next_attempt_at, timeZone, 'clock')}.</p>
          ) : null}
          {data.status === 'sent' ? (
            <p className="text-muted">
              The receiver took it. Look there whether it is shown: an accepted card may still be
              dropped by what stands behind it.
            </p>
          ) : null}
        </>
      )}
      <p>
        <TextLink href={deliveryHref(labSlug, id)}>Look at the delivery</TextLink>
      </p>
    </div>
  );
}
