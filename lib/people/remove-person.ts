import type { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { notFound } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { PersonInput } from './contract';
import { keepAnAdmin, lockLabs } from './last-admin';

/**
 * Takes a person out of the lab and signs them out everywhere; what they did keeps their name. 409
 * for the last admin.
 */
export async function removePerson(
  ctx: Ctx,
  given: z.input<typeof PersonInput>,
): Promise<{ userId: string }> {
  authorize(ctx, 'people.write');
  const { userId } = parseInput(PersonInput, given);
  const labId = ctx.lab.id;
  await unboundDb().$transaction(async (tx) => {
    await lockLabs(tx, [labId]);
    const before = await tx.membership.findUnique({
      where: { labId_userId: { labId, userId } },
      include: { user: true },
    });
    if (!before) throw notFound('person');
    if (before.role === 'admin') await keepAnAdmin(tx, [labId], userId);
    await tx.membership.delete({ where: { labId_userId: { labId, userId } } });
    await tx.session.updateMany({
      where: { userId, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    await tx.invitation.updateMany({
      where: { labId, userId, usedAt: null, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    await recordAuditEvent(tx, ctx, {
      action: 'person.remove',
      entity: 'person',
      entityId: userId,
      before: { email: before.user.email, role: before.role },
    });
  });
  return { userId };
}
