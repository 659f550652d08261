import type { Role } from '@/lib/platform/access/roles';
import { unboundDb } from '@/lib/platform/db/client';
import { hashToken } from './one-time-link';

export type FoundInvitation = {
  invitationId: string;
  userId: string;
  purpose: 'join' | 'reset_password';
  lab: { slug: string; name: string };
  role: Role | null;
  email: string;
  name: string;
  madeBy: string;
  /** What whoever holds the link does next. */
  needs: 'account' | 'sign_in' | 'password';
};

/**
 * Whether a link to choose a password still reaches no further than its maker might: an account
 * that has joined another lab since belongs to that lab's admins as well.
 */
export function mayStillReset(
  link: { labId: string; createdAt: Date },
  memberships: readonly { labId: string; createdAt: Date }[],
): boolean {
  return memberships.every(
    ({ labId, createdAt }) => labId === link.labId || createdAt <= link.createdAt,
  );
}

/**
 * What a one-time link is for; null for one that is unknown, used, withdrawn, out of date, or of
 * somebody disabled, which nobody can tell apart.
 */
export async function findInvitation(token: string, now: Date): Promise<FoundInvitation | null> {
  const found = await unboundDb().invitation.findUnique({
    where: {
      tokenHash: hashToken(token),
      usedAt: null,
      revokedAt: null,
      expiresAt: { gt: now },
      user: { disabledAt: null },
    },
    include: { user: { include: { memberships: true } }, lab: true },
  });
  if (!found) return null;
  const { user, lab, purpose } = found;
  if (purpose === 'reset_password' && !mayStillReset(found, user.memberships)) return null;
  // Whoever belongs to a lab has a link of that lab to choose a password by; this one must not.
  const isNew = user.passwordHash === null && user.memberships.length === 0;
  const needs = purpose === 'reset_password' ? 'password' : isNew ? 'account' : 'sign_in';
  return {
    invitationId: found.id,
    userId: user.id,
    purpose,
    lab: { slug: lab.slug, name: lab.name },
    role: found.role,
    email: user.email,
    name: user.name,
    madeBy: found.madeBy,
    needs,
  };
}
