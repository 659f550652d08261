import type { ChannelKind } from './channel-kind';
import { teams } from './kinds/teams';
import { webhook } from './kinds/webhook';

/** Every kind of channel, in the order people are offered them. */
export const CHANNEL_KINDS: readonly ChannelKind[] = [teams, webhook];

/** The kind of that name; throws where there is none, which the database's enum rules out. */
export function channelKind(name: string): ChannelKind {
  const kind = CHANNEL_KINDS.find((each) => each.name === name);
  if (kind === undefined) throw new Error(`There is no kind of channel ${name}.`);
  return kind;
}
