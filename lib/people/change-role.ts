import type { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import type { Role } from '@/lib/platform/access/roles';
import { authorize, type Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { notFound } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { ChangeRoleInput } from './contract';
import { endDemo } from './demo-mode';
import { keepAnAdmin, lockLabs } from './last-admin';

/** Gives a person of the lab another role there. 409 when it would leave the lab without an admin. */
export async function changeRole(
  ctx: Ctx,
  given: z.input<typeof ChangeRoleInput>,
): Promise<{ userId: string; role: Role }> {
  authorize(ctx, 'people.write');
  const { userId, role } = parseInput(ChangeRoleInput, given);
  const labId = ctx.lab.id;
  await unboundDb().$transaction(async (tx) => {
    await lockLabs(tx, [labId]);
    const before = await tx.membership.findUnique({
      where: { labId_userId: { labId, userId } },
      include: { user: true },
    });
    if (!before) throw notFound('person');
    if (before.role === role) return;
    if (before.role === 'admin') await keepAnAdmin(tx, [labId], userId);
    await tx.membership.update({ where: { labId_userId: { labId, userId } }, data: { role } });
    if (role === 'admin' && !before.user.demo) await endDemo(tx, ctx.now);
    await recordAuditEvent(tx, ctx, {
      action: 'person.change_role',
      entity: 'person',
      entityId: userId,
      before: { role: before.role },
      after: { role },
    });
  });
  return { userId, role };
}
