import type { Prisma } from '@/lib/platform/db/generated/client';
import { newId } from '@/lib/platform/ids';

/** Writes what somebody did to their own account, outside any lab unless one is named. */
export async function recordOwnEvent(
  tx: Pick<Prisma.TransactionClient, 'auditEvent'>,
  event: {
    user: { id: string; name: string };
    labId?: string;
    action: string;
    entity: string;
    entityId?: string;
    after?: Prisma.InputJsonObject;
    requestId: string;
    now: Date;
  },
): Promise<void> {
  const { user, now, ...rest } = event;
  await tx.auditEvent.create({
    data: {
      id: newId(),
      at: now,
      actorKind: 'person',
      actorId: user.id,
      actorName: user.name,
      ...rest,
    },
  });
}
