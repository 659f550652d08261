import { env } from '@/lib/platform/env';
import { readCard } from './card-settings';
import { channelKind } from './kind-list';
import type { Notice } from './notice';
import type { Payload } from './payload';
import { showNotice } from './shown-notice';

/**
 * The exact JSON that a channel is sent of a notice, from its row. The same notice gives the same
 * payload; it is kept in the outbox and posted as it was kept.
 */
export function renderPayload(channel: { kind: string; card: unknown }, notice: Notice): Payload {
  const shown = showNotice(notice, readCard(channel.card), env().APP_URL);
  return channelKind(channel.kind).render(shown);
}
