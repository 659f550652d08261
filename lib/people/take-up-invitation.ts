import type { z } from 'zod';
import { unboundDb } from '@/lib/platform/db/client';
import { AppError, invalidField } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { newId } from '@/lib/platform/ids';
import { TakeUpInput } from './contract';
import { endDemo } from './demo-mode';
import { findInvitation, mayStillReset } from './find-invitation';
import { lockLabs } from './last-admin';
import { hashToken } from './one-time-link';
import { hashPassword } from './password';
import { recordOwnEvent } from './record-own-event';

export type TakenUp = { email: string; labSlug: string; signedIn: boolean };

function gone(): AppError {
  return new AppError(
    'not_found',
    'This link has been used, withdrawn, or is out of date. Ask for a new one.',
  );
}

/**
 * Uses a one-time link, once, however many try at the same moment: to join with a new account (name
 * and password), to join with the account one is signed in to, or to choose a password. The latter
 * ends all sessions and any waiting.
 */
export async function takeUpInvitation(
  by: { userId: string | null; requestId: string; now: Date },
  given: z.input<typeof TakeUpInput>,
): Promise<TakenUp> {
  const { token, name, password } = parseInput(TakeUpInput, given);
  const { requestId, now } = by;
  const found = await findInvitation(token, now);
  if (!found) throw gone();
  const { needs, userId } = found;
  if (needs === 'sign_in' && by.userId !== userId) {
    throw new AppError('forbidden', `Sign in as ${found.email} first, then open the link again.`);
  }
  if (needs !== 'sign_in' && password === undefined) throw invalidField('password', 'is needed');
  if (needs === 'account' && name === undefined) throw invalidField('name', 'is needed');
  // Takes a while, and so stays outside the transaction.
  const passwordHash =
    needs === 'sign_in' || password === undefined ? undefined : await hashPassword(password);

  await unboundDb().$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: {
        tokenHash: hashToken(token),
        usedAt: null,
        revokedAt: null,
        expiresAt: { gt: now },
      },
      data: { usedAt: now },
    });
    if (count === 0) throw gone();
    const invitation = await tx.invitation.findUniqueOrThrow({
      where: { id: found.invitationId },
    });
    const { labId } = invitation;
    await lockLabs(tx, [labId]);
    if (needs !== 'sign_in') {
      // Has whoever makes this person join another lab at this moment finish first.
      await tx.$queryRaw`SELECT id FROM users WHERE id = ${userId}::uuid FOR UPDATE`;
      const memberships = await tx.membership.findMany({ where: { userId } });
      const good =
        needs === 'account' ? memberships.length === 0 : mayStillReset(invitation, memberships);
      if (!good) throw gone();
    }
    const { count: changed } = await tx.user.updateMany({
      // Another link may have brought a password meanwhile, which this one must not replace.
      where: {
        id: userId,
        disabledAt: null,
        ...(needs === 'account' ? { passwordHash: null } : {}),
      },
      data: { passwordHash, name: needs === 'account' ? name : undefined },
    });
    if (changed === 0) throw gone();
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });

    if (invitation.role !== null) {
      const { role } = invitation;
      const { count: joined } = await tx.membership.createMany({
        data: [{ labId, userId, role, createdAt: now }],
        skipDuplicates: true,
      });
      if (joined === 0) throw new AppError('already_exists', 'You belong to this lab already.');
      if (role === 'admin') await endDemo(tx, now);
    }
    if (needs === 'password') {
      await tx.session.updateMany({
        where: { userId, revokedAt: null },
        data: { revokedAt: now },
      });
      await tx.signInAttempt.create({
        data: { id: newId(), account: user.email, address: 'direct', succeeded: true, at: now },
      });
    }
    await recordOwnEvent(tx, {
      user,
      labId,
      action: needs === 'password' ? 'password.reset' : 'person.join',
      entity: 'person',
      entityId: userId,
      after: invitation.role === null ? undefined : { role: invitation.role },
      requestId,
      now,
    });
  });
  return { email: found.email, labSlug: found.lab.slug, signedIn: needs === 'sign_in' };
}
