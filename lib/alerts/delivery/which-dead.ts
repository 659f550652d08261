import type { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { MOST_SETTLED, type WhichDead } from './contract';
import { findChannelId } from './notification-conditions';

/**
 * The ids of the dead notifications that are meant, the oldest first, MOST_SETTLED at most, and the
 * condition that finds them all. Dismissed ones only where they are named.
 */
export async function deadNotifications(
  tx: LabTx,
  { ids, channel }: WhichDead,
): Promise<{ ids: string[]; where: Prisma.NotificationWhereInput }> {
  const where: Prisma.NotificationWhereInput = {
    status: 'dead',
    ...(ids === undefined ? { dismissedAt: null } : { id: { in: ids } }),
    ...(channel === undefined ? {} : { channelId: await findChannelId({ db: tx }, channel) }),
  };
  const rows = await tx.notification.findMany({
    where,
    select: { id: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: MOST_SETTLED,
  });
  return { ids: rows.map(({ id }) => id), where };
}

export async function countDead(tx: LabTx, where: Prisma.NotificationWhereInput): Promise<number> {
  return tx.notification.count({ where });
}
