import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabPerson, OpenInvitation } from './contract';

function statusOf(user: {
  disabledAt: Date | null;
  passwordHash: string | null;
  demo: boolean;
}): LabPerson['status'] {
  if (user.disabledAt !== null) return 'disabled';
  return user.passwordHash === null && !user.demo ? 'no_password' : 'active';
}

/** The people of the lab by name, and the links that can still be used. For admins. */
export async function listPeople(
  ctx: Ctx,
): Promise<{ people: LabPerson[]; invitations: OpenInvitation[] }> {
  authorize(ctx, 'people.write');
  const memberships = await ctx.db.membership.findMany({
    include: {
      user: { include: { sessions: { orderBy: { lastSeenAt: 'desc' }, take: 1 } } },
    },
    orderBy: { user: { name: 'asc' } },
  });
  const open = await ctx.db.invitation.findMany({
    where: { usedAt: null, revokedAt: null, expiresAt: { gt: ctx.now } },
    include: { user: true },
    orderBy: { createdAt: 'desc' },
  });
  return {
    people: memberships.map(({ user, role }) => ({
      userId: user.id,
      name: user.name,
      email: user.email,
      role,
      status: statusOf(user),
      demo: user.demo,
      lastSeenAt: user.sessions[0]?.lastSeenAt.toISOString() ?? null,
    })),
    invitations: open.map(({ id, purpose, role, madeBy, expiresAt, user }) => ({
      invitationId: id,
      purpose,
      name: user.name,
      email: user.email,
      role,
      madeBy,
      expiresAt: expiresAt.toISOString(),
    })),
  };
}
