import type { z } from 'zod';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { newId } from '@/lib/platform/ids';
import { PersonInput } from './contract';
import { keepAnAdmin, lockLabs } from './last-admin';
import { managedAccount } from './manage-account';

async function setDisabled(
  ctx: Ctx,
  given: z.input<typeof PersonInput>,
  disabled: boolean,
): Promise<{ userId: string }> {
  authorize(ctx, 'people.write');
  const { userId } = parseInput(PersonInput, given);
  const { now, requestId, actor } = ctx;
  if (disabled && actor.kind === 'person' && actor.userId === userId) {
    throw new AppError('conflict', 'You cannot disable yourself. Ask another admin.');
  }
  await unboundDb().$transaction(async (tx) => {
    const seen = await managedAccount(tx, ctx, userId);
    await lockLabs(
      tx,
      seen.memberships.map(({ labId }) => labId),
    );
    // Read again now that nobody else can change the admins of these labs.
    const user = await managedAccount(tx, ctx, userId);
    if ((user.disabledAt !== null) === disabled) return;
    if (disabled) {
      const adminOf = user.memberships.filter(({ role }) => role === 'admin');
      await keepAnAdmin(
        tx,
        adminOf.map(({ labId }) => labId),
        userId,
      );
      await tx.session.updateMany({
        where: { userId, revokedAt: null },
        data: { revokedAt: now },
      });
      await tx.invitation.updateMany({
        where: { userId, usedAt: null, revokedAt: null },
        data: { revokedAt: now },
      });
    }
    if (!disabled && user.demo) {
      throw new AppError('conflict', 'Demo people stay disabled once a real admin exists.');
    }
    await tx.user.update({ where: { id: userId }, data: { disabledAt: disabled ? now : null } });
    await tx.auditEvent.createMany({
      data: user.memberships.map(({ labId }) => ({
        id: newId(),
        labId,
        at: now,
        requestId,
        ...actorColumns(actor),
        action: disabled ? 'person.disable' : 'person.enable',
        entity: 'person',
        entityId: userId,
        after: { email: user.email, disabled },
      })),
    });
  });
  return { userId };
}

/** Ends a person's sessions and lets them sign in no more, in any lab. 409 for a last admin. */
export function disablePerson(
  ctx: Ctx,
  given: z.input<typeof PersonInput>,
): Promise<{ userId: string }> {
  return setDisabled(ctx, given, true);
}

/** Lets a disabled person sign in again, with their own password. */
export function enablePerson(
  ctx: Ctx,
  given: z.input<typeof PersonInput>,
): Promise<{ userId: string }> {
  return setDisabled(ctx, given, false);
}
