import type { Ctx } from '@/lib/platform/context';
import type { Prisma, User } from '@/lib/platform/db/generated/client';
import { AppError, notFound } from '@/lib/platform/errors';

type Managed = User & { memberships: { labId: string; role: string }[] };

/**
 * The account of a person of the lab, for what reaches beyond the lab: disabling it, or a link to
 * choose another password. An admin may do so only where they are admin of every lab the person
 * belongs to, else one lab could take over an account of another; the command line may always.
 */
export async function managedAccount(
  tx: Pick<Prisma.TransactionClient, 'user' | 'membership'>,
  ctx: Pick<Ctx, 'actor' | 'lab'>,
  userId: string,
): Promise<Managed> {
  const user = await tx.user.findUnique({
    where: { id: userId },
    include: { memberships: { orderBy: { labId: 'asc' } } },
  });
  if (!user || !user.memberships.some(({ labId }) => labId === ctx.lab.id)) {
    throw notFound('person');
  }
  const { actor } = ctx;
  if (actor.kind === 'system') return user;
  const labIds = user.memberships.map(({ labId }) => labId);
  const own =
    actor.kind === 'person'
      ? await tx.membership.findMany({
          where: { userId: actor.userId, role: 'admin', labId: { in: labIds } },
          select: { labId: true },
        })
      : [{ labId: ctx.lab.id }];
  if (labIds.every((labId) => own.some((membership) => membership.labId === labId))) return user;
  throw new AppError(
    'forbidden',
    'This person belongs to another lab too, whose admins decide as well. Remove them from this ' +
      'lab instead, or ask whoever runs the server.',
  );
}
