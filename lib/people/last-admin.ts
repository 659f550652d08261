import type { Prisma } from '@/lib/platform/db/generated/client';
import { AppError } from '@/lib/platform/errors';

/**
 * Has every change of a lab's admins wait for the one before: the rows of the labs are locked until
 * the transaction ends. NO KEY, so that rows that refer to a lab can still be written meanwhile.
 */
export async function lockLabs(
  tx: Pick<Prisma.TransactionClient, '$queryRaw'>,
  labIds: readonly string[],
): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM labs WHERE id = ANY(${[...labIds]}::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
}

/**
 * Refuses to leave one of the labs without an admin who can sign in, once `userId` is none any more.
 * Holds only under `lockLabs`.
 */
export async function keepAnAdmin(
  tx: Pick<Prisma.TransactionClient, 'membership'>,
  labIds: readonly string[],
  userId: string,
): Promise<void> {
  for (const labId of labIds) {
    const others = await tx.membership.count({
      where: {
        labId,
        role: 'admin',
        userId: { not: userId },
        user: { disabledAt: null, OR: [{ passwordHash: { not: null } }, { demo: true }] },
      },
    });
    if (others === 0) {
      throw new AppError(
        'conflict',
        'This is the last admin of the lab. Make somebody else an admin first.',
      );
    }
  }
}
