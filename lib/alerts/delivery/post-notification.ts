import { log } from '@/lib/platform/log';
import { openText } from '@/lib/platform/secrets/sealed-text';
import type { Judgement, PostRequest } from '../channels/channel-kind';
import { secretPlace } from '../channels/channel-row';
import { channelKind } from '../channels/kind-list';
import type { Posted } from '../channels/post-safely';
import { failureOfStatus, type Failure, type Outcome } from './failures';
import { retryAfterMs } from './retry-after';
import type { TakenNotification } from './take-notification';

/** Posts to an address, if it is one to post to; within ten seconds. */
export type Post = (url: string, request: PostRequest) => Promise<Posted>;

export type Attempted = {
  outcome: Outcome;
  /** Of HTTP; null where no answer came. */
  status: number | null;
  judgement: Judgement;
  /** How long the receiver asked to wait. */
  askedMs: number | null;
  durationMs: number;
};

/** What stays wrong however often it is tried; the rest may pass. */
const PERMANENT: readonly Failure[] = ['address_refused'];

async function tryToPost(
  { id, channel, payload }: TakenNotification,
  post: Post,
  now: Date,
): Promise<Omit<Attempted, 'durationMs'>> {
  const failed = (failure: Failure) => ({
    outcome: failure,
    status: null,
    judgement: PERMANENT.includes(failure) ? ('permanent' as const) : ('passing' as const),
    askedMs: null,
  });
  const url = openText(channel.id, channel.url);
  const secret = channel.secret && openText(secretPlace(channel.id), channel.secret);
  if (url === null || (channel.secret !== null && secret === null)) return failed('unreadable');
  const kind = channelKind(channel.kind);
  const posted = await post(url, kind.request(payload, { id, at: now, secret }));
  if ('failure' in posted) return failed(posted.failure);
  const { status, retryAfter } = posted;
  // What is no status of HTTP says nothing.
  if (status < 100 || status > 599) return failed('unexpected');
  const judgement = kind.judge(status);
  return {
    outcome: judgement === 'ok' ? 'ok' : failureOfStatus(status),
    status,
    judgement,
    askedMs: retryAfterMs(retryAfter, now),
  };
}

/** Posts a notification once. Whatever goes wrong is an outcome, in our own words. */
export async function postNotification(taken: TakenNotification, post: Post): Promise<Attempted> {
  const began = performance.now();
  const attempted = await tryToPost(taken, post, new Date()).catch((error: unknown) => {
    // Not the error itself: it might quote the address.
    const name = error instanceof Error ? error.name : typeof error;
    log.error({ notification: taken.id, error: name }, 'notification could not be posted');
    return { outcome: 'failed', status: null, judgement: 'passing', askedMs: null } as const;
  });
  return { ...attempted, durationMs: Math.round(performance.now() - began) };
}
