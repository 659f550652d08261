import type { ChannelChoice, FilterChoices } from '@/components/alerts/rules/rule-draft';
import { ChannelsQuery } from '@/lib/alerts/channels/endpoints';
import { CHANNEL_KINDS } from '@/lib/alerts/channels/kind-list';
import { listChannels } from '@/lib/alerts/channels/list-channels';
import type { Ctx } from '@/lib/platform/context';
import { filterOptions } from '@/lib/specimens/lists/filter-options';

/** What a rule can be narrowed to in this lab, and where it can be told. */
export async function editorChoices(
  ctx: Ctx,
): Promise<{ choices: FilterChoices; channels: ChannelChoice[] }> {
  const [choices, { data: channels }] = await Promise.all([
    filterOptions(ctx),
    listChannels(ctx, ChannelsQuery.parse({ limit: 500 })),
  ]);
  const titles = new Map(CHANNEL_KINDS.map(({ name, title }) => [name, title]));
  return {
    choices,
    channels: channels.map(({ id, name, kind, host, enabled }) => ({
      id,
      name,
      text: `${titles.get(kind) ?? kind}, ${host}${enabled ? '' : ' – off: nothing is told there'}`,
    })),
  };
}
