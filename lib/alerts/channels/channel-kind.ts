import type { Payload } from './payload';
import type { ShownNotice } from './shown-notice';

/** ok: accepted; passing: try again later; permanent: trying again is of no use. */
export type Judgement = 'ok' | 'passing' | 'permanent';

/** What is posted: a body of JSON text, and its headers. */
export type PostRequest = { headers: Record<string, string>; body: string };

/**
 * One kind of channel. Adding one is a file in kinds/ and a line in kind-list.ts, as
 * docs/adding-a-channel.md walks through. All of it is pure: the address is checked, and the
 * posting, retrying and recording done, for every kind alike.
 */
export type ChannelKind = {
  name: string;
  /** As people are offered it. */
  title: string;
  /** Where people get its address from, in a sentence. */
  hint: string;
  /** Whether what it is sent is signed with a secret, made when the channel is. */
  signed: boolean;
  /** Milliseconds between two posts at least, by the receiver's limits. */
  apartMs: number;
  /** What is posted of a notice, of which it sees no more than the channel may say. */
  render: (notice: ShownNotice) => Payload;
  /** How a payload is posted; `id` is the same of every attempt of a notification. */
  request: (payload: Payload, post: { id: string; at: Date; secret: string | null }) => PostRequest;
  /** What an HTTP status says of the attempt. */
  judge: (status: number) => Judgement;
};
