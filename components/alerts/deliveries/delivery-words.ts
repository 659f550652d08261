import type { ToastMessage } from '@/components/ui/toast';
import type { Tone } from '@/components/ui/tone';
import type { Notification, SettledDead } from '@/lib/alerts/delivery/contract';

/** Why a notification was sent, in a word … */
export const REASON_LABELS: Record<Notification['reason'], string> = {
  first: 'New',
  changed: 'Changed',
  repeat: 'Repeat',
  resolved: 'Resolved',
  test: 'Test',
};

/** … and in a sentence. */
export const REASON_HINTS: Record<Notification['reason'], string> = {
  first: 'The first that was told of these alerts.',
  changed: 'Alerts came, went or became more severe since the card before.',
  repeat: 'Nothing has changed, and it still goes on.',
  resolved: 'All of it is over.',
  test: 'Somebody tried the channel.',
};

type Settled = Pick<Notification, 'status' | 'dismissed_at'>;

/** Where a notification stands, as people read it. */
export function deliveryStatus({ status, dismissed_at }: Settled): { label: string; tone: Tone } {
  if (status === 'queued') return { label: 'Waiting', tone: 'info' };
  if (status === 'sent') return { label: 'Sent', tone: 'positive' };
  return dismissed_at === null
    ? { label: 'Given up', tone: 'danger' }
    : { label: 'Dismissed', tone: 'neutral' };
}

type Attempt = { status: number | null; outcome: string; text: string | null };

/** What one attempt came to; the receiver's own words are never kept. */
export function attemptText({ status, outcome, text }: Attempt): string {
  if (outcome === 'ok') return status === null ? 'Accepted.' : `Accepted (${status}).`;
  return text ?? 'It failed.';
}

/** How it goes with a notification, in a sentence: why it failed, or that it was accepted. */
export function lastWord({
  status,
  failure_text: given_up,
  last_attempt: last,
}: Pick<Notification, 'status' | 'failure_text' | 'last_attempt'>): string {
  if (status === 'dead' && given_up !== null) return given_up;
  if (last === null) return status === 'queued' ? 'Not tried yet.' : '';
  return attemptText(last);
}

const cards = (count: number) =>
  `${count.toLocaleString('en')} notification${count === 1 ? '' : 's'}`;

/** What replaying or dismissing of many is told as. */
export function settledText(
  { count, left }: SettledDead,
  done: 'replayed' | 'dismissed',
): ToastMessage {
  const title =
    done === 'replayed' ? `${cards(count)} back in the queue` : `${cards(count)} dismissed`;
  return {
    title: count === 0 ? `Nothing was ${done}` : title,
    description:
      left === 0
        ? undefined
        : `${cards(left)} ${left === 1 ? 'was' : 'were'} left: settled already, of a channel that is off or removed, or too many at once.`,
    tone: count === 0 ? 'warning' : 'positive',
  };
}

/** How long an attempt took. */
export function tookText(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
