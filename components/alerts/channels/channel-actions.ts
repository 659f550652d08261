import type { MadeChannel, TestSent } from '@/lib/alerts/channels/contract';
import type { Sample } from '@/lib/alerts/channels/sample-payload';
import type { ActionResult } from '@/lib/entry/action-result';

type Action<T> = (labSlug: string, input: unknown) => Promise<ActionResult<T>>;

/** What an admin does with channels. */
export type ChannelActions = {
  make: Action<MadeChannel>;
  change: Action<MadeChannel>;
  remove: Action<unknown>;
  test: Action<TestSent>;
  sample: Action<Sample[]>;
};

/** A kind of channel as people are offered it; what posts it stays on the server. */
export type OfferedKind = { name: string; title: string; hint: string; signed: boolean };
