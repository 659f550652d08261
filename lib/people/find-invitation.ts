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
    include: { user: true, lab: true },
  });
  if (!found) return null;
  const { user, lab, purpose } = found;
  const needs =
    purpose === 'reset_password' ? 'password' : user.passwordHash === null ? 'account' : 'sign_in';
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
