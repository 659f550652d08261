import type { Prisma } from '@/lib/platform/db/generated/client';
import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import { invalidField } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import { findRule } from '../alerts/find-rule';
import type { NotificationsQuery } from './contract';

type Filters = Partial<Omit<NotificationsQuery, 'limit' | 'cursor'>>;

/** The id of a channel by its name or id, removed ones too by id; 422 where the lab has none. */
export async function findChannelId(
  { db }: { db: LabDb | LabTx },
  nameOrId: string,
): Promise<string> {
  const named = { name: { equals: nameOrId, mode: 'insensitive' as const }, removedAt: null };
  const channel = await db.channel.findFirst({
    where: isId(nameOrId) ? { OR: [{ id: nameOrId }, named] } : named,
    select: { id: true },
  });
  if (!channel) throw invalidField('channel', 'is not a channel of this lab');
  return channel.id;
}

/** The conditions on notifications that filters ask for. */
export async function notificationConditions(
  ctx: { db: LabDb | LabTx },
  { status, dismissed, channel, rule, alert, reason, severity, from, to }: Filters,
): Promise<Prisma.NotificationWhereInput> {
  return {
    ...(status === undefined ? {} : { status }),
    ...(dismissed === undefined ? {} : { dismissedAt: dismissed ? { not: null } : null }),
    ...(channel === undefined ? {} : { channelId: await findChannelId(ctx, channel) }),
    ...(rule === undefined ? {} : { ruleId: (await findRule(ctx.db, 'rule', rule)).id }),
    ...(alert === undefined ? {} : { alertIds: { has: alert } }),
    ...(reason === undefined ? {} : { reason }),
    ...(severity === undefined ? {} : { severity }),
    ...(from === undefined && to === undefined
      ? {}
      : { createdAt: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } }),
  };
}
