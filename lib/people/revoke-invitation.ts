import type { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { InvitationInput } from './contract';

/** Makes a link of the lab worthless before it is used. 404 for one that is used or gone. */
export async function revokeInvitation(
  ctx: Ctx,
  given: z.input<typeof InvitationInput>,
): Promise<{ invitationId: string }> {
  authorize(ctx, 'people.write');
  const { invitationId } = parseInput(InvitationInput, given);
  await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id: invitationId, usedAt: null, revokedAt: null },
      data: { revokedAt: ctx.now },
    });
    if (count === 0) throw notFound('open invitation');
    await recordAuditEvent(tx, ctx, {
      action: 'invitation.revoke',
      entity: 'invitation',
      entityId: invitationId,
    });
  });
  return { invitationId };
}
