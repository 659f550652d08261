import { authorize, type Ctx } from '@/lib/platform/context';
import { failureText } from './failures';

export type DeliveryState = {
  /** Given up, and nobody has said that they saw it: what the banner tells of. */
  dead: number;
  /** Waiting to be posted. */
  queued: number;
  oldestQueuedAt: Date | null;
  /** Channels that are on and whose last attempt failed. */
  failing: {
    id: string;
    name: string;
    failures: number;
    text: string | null;
    failedAt: Date | null;
    pausedUntil: Date | null;
  }[];
};

/** How many notifications were given up and nobody has dismissed: what the banner tells of. */
export function countDead({ db }: Pick<Ctx, 'db'>): Promise<number> {
  return db.notification.count({ where: { status: 'dead', dismissedAt: null } });
}

/** How the delivery of a lab's notifications goes. */
export async function deliveryState(ctx: Ctx): Promise<DeliveryState> {
  authorize(ctx, 'read');
  const [dead, queued, failing] = await Promise.all([
    countDead(ctx),
    ctx.db.notification.aggregate({
      where: { status: 'queued' },
      _count: true,
      _min: { queuedAt: true },
    }),
    ctx.db.channel.findMany({
      where: { removedAt: null, enabled: true, failures: { gt: 0 } },
      select: {
        id: true,
        name: true,
        failures: true,
        lastFailure: true,
        lastFailedAt: true,
        pausedUntil: true,
      },
      orderBy: { name: 'asc' },
    }),
  ]);
  return {
    dead,
    queued: queued._count,
    oldestQueuedAt: queued._min.queuedAt,
    failing: failing.map(({ lastFailure, lastFailedAt, pausedUntil, ...channel }) => ({
      ...channel,
      text: failureText(lastFailure),
      failedAt: lastFailedAt,
      pausedUntil: pausedUntil !== null && pausedUntil > ctx.now ? pausedUntil : null,
    })),
  };
}
