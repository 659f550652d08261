import type { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { newId } from '@/lib/platform/ids';
import { InviteInput, type OneTimeLink } from './contract';
import { lockLabs } from './last-admin';
import { makeOneTimeLink } from './one-time-link';

/**
 * Invites somebody into the lab by a one-time link. Whoever has no account yet gets one without a
 * password; nothing in the answer tells which it was. 409 for a person of the lab.
 */
export async function invitePerson(
  ctx: Ctx,
  given: z.input<typeof InviteInput>,
): Promise<OneTimeLink> {
  authorize(ctx, 'people.write');
  const { email, name, role } = parseInput(InviteInput, given);
  return unboundDb().$transaction(async (tx) => {
    await lockLabs(tx, [ctx.lab.id]);
    await tx.user.createMany({ data: [{ id: newId(), email, name }], skipDuplicates: true });
    const user = await tx.user.findUniqueOrThrow({
      where: { email },
      include: { memberships: { where: { labId: ctx.lab.id } } },
    });
    if (user.memberships.length > 0) {
      const message = 'belongs to this lab already; change their role in the list';
      throw new AppError('already_exists', `email: ${message}`, {
        fields: [{ field: 'email', message }],
      });
    }
    if (user.demo) {
      const message = 'is one of the demo people; invite a real person';
      throw new AppError('conflict', `email: ${message}`, {
        fields: [{ field: 'email', message }],
      });
    }
    const { actorName: madeBy } = actorColumns(ctx.actor);
    const link = await makeOneTimeLink(tx, {
      labId: ctx.lab.id,
      userId: user.id,
      purpose: 'join',
      role,
      madeBy,
      now: ctx.now,
    });
    await recordAuditEvent(tx, ctx, {
      action: 'person.invite',
      entity: 'person',
      entityId: user.id,
      after: { email, name, role, invitation: link.invitationId },
    });
    return link;
  });
}
