import type { ChannelKind } from '../channel-kind';
import type { Payload } from '../payload';
import type { ShownNotice } from '../shown-notice';
import { teamsCard } from '../teams-card';
import { judgeStatus } from './judge-status';

/**
 * Teams refuses 28 KB (28,672 bytes), counted after a flow has put the card as text into other JSON,
 * and then in silence: the post was accepted. So it is counted as such, with room for the rest.
 */
const MOST_BYTES = 22_000;
/** How many lines are tried until it fits. */
const TOPS = [25, 20, 15, 10, 7, 5, 3, 2, 1, 0] as const;

const QUOTED = new Set(['"', '\\'].map((mark) => mark.charCodeAt(0)));

/** The bytes of a payload as text within JSON, every character beyond ASCII as an escape. */
export function escapedBytes(payload: Payload): number {
  const text = JSON.stringify(payload);
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7e) bytes += 5;
    else if (QUOTED.has(code)) bytes += 1;
  }
  return bytes;
}

/** The message that a flow "When a Teams webhook request is received" takes. */
const envelope = (notice: ShownNotice): Payload => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: teamsCard(notice),
    },
  ],
});

function cutTo(notice: ShownNotice, top: number): ShownNotice {
  const lines = notice.lines.slice(0, top);
  return {
    ...notice,
    lines,
    more: notice.more + notice.lines.length - lines.length,
    assays: notice.assays.slice(0, top),
    waiting: notice.waiting.map((one) => ({ ...one, first: one.first.slice(0, top) })),
  };
}

function render(notice: ShownNotice): Payload {
  let payload = envelope(notice);
  for (const top of TOPS) {
    if (escapedBytes(payload) <= MOST_BYTES) return payload;
    payload = envelope(cutTo(notice, top));
  }
  return payload;
}

/** A card in a channel or chat of Microsoft Teams, by a flow of Power Automate (Workflows). */
export const teams: ChannelKind = {
  name: 'teams',
  title: 'Microsoft Teams',
  hint: 'In Teams: Workflows, "Post to a channel when a webhook request is received"; copy its address.',
  signed: false,
  // Four a second are taken.
  apartMs: 300,
  render,
  request: (payload) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  }),
  judge: judgeStatus,
};
