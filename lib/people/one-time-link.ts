import { createHash, randomBytes } from 'node:crypto';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { env } from '@/lib/platform/env';
import { newId } from '@/lib/platform/ids';
import type { Role } from '@/lib/platform/access/roles';
import type { OneTimeLink } from './contract';

const DAY_MS = 24 * 3600_000;
const VALID_MS = { join: 7 * DAY_MS, reset_password: DAY_MS };

export function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(createHash('sha256').update(token).digest());
}

/**
 * Makes a link by which one person, once, joins a lab (7 days) or chooses a password (1 day). Only
 * its SHA-256 is kept; an earlier link of theirs for the same end stops working.
 */
export async function makeOneTimeLink(
  tx: Pick<Prisma.TransactionClient, 'invitation'>,
  given: {
    labId: string;
    userId: string;
    madeBy: string;
    now: Date;
  } & ({ purpose: 'join'; role: Role } | { purpose: 'reset_password' }),
): Promise<OneTimeLink> {
  const { labId, userId, purpose, madeBy, now } = given;
  await tx.invitation.updateMany({
    where: { labId, userId, purpose, usedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  const token = randomBytes(32).toString('base64url');
  const invitationId = newId();
  const expiresAt = new Date(now.getTime() + VALID_MS[purpose]);
  await tx.invitation.create({
    data: {
      id: invitationId,
      labId,
      userId,
      purpose,
      role: given.purpose === 'join' ? given.role : null,
      tokenHash: hashToken(token),
      madeBy,
      createdAt: now,
      expiresAt,
    },
  });
  return {
    invitationId,
    link: `${env().APP_URL}/invitation/${token}`,
    expiresAt: expiresAt.toISOString(),
  };
}
