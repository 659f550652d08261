import { changeChannel } from '@/lib/alerts/channels/change-channel';
import type { Ctx } from '@/lib/platform/context';
import { openText } from '@/lib/platform/secrets/sealed-text';
import { DEMO_RECEIVER } from './demo-receiver';

/** Leads channels that lead to the demo's receiver to where it is now: the portal's port may change. */
export async function leadTo(ctx: Ctx, address: string): Promise<void> {
  const channels = await ctx.db.channel.findMany({
    where: { removedAt: null },
    select: { id: true, url: true },
  });
  for (const { id, url } of channels) {
    const before = openText(id, url);
    if (before === null || before === address) continue;
    if (new URL(before).pathname === DEMO_RECEIVER) await changeChannel(ctx, id, { url: address });
  }
}
