import type { Prisma } from '@/lib/platform/db/generated/client';
import { env } from '@/lib/platform/env';
import { hostOf, isAllowed } from './channel-address';

/** Where a receiver on the machine of whoever tries the demo is found. */
export const OF_THE_DEMO = ['127.0.0.1', 'localhost'];

/**
 * Switches off the channels that lead to this machine by the demo's leave alone, in the transaction
 * that ends it: from then on nothing may be posted there.
 */
export async function switchOffLocalChannels(
  tx: Pick<Prisma.TransactionClient, 'channel'>,
): Promise<void> {
  const channels = await tx.channel.findMany({
    where: { enabled: true, removedAt: null },
    select: { id: true, host: true },
  });
  const local = channels.filter(({ host }) => {
    const url = new URL(`http://${host}`);
    return OF_THE_DEMO.includes(hostOf(url)) && !isAllowed(url, env().CHANNEL_ALLOWED_HOSTS);
  });
  await tx.channel.updateMany({
    where: { id: { in: local.map(({ id }) => id) } },
    data: { enabled: false, version: { increment: 1 } },
  });
}
