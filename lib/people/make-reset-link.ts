import type { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { type OneTimeLink, PersonInput } from './contract';
import { managedAccount } from './manage-account';
import { makeOneTimeLink } from './one-time-link';

/**
 * A one-time link by which a person chooses another password; nobody else learns or sets it. Until
 * it is used the old password holds.
 */
export async function makeResetLink(
  ctx: Ctx,
  given: z.input<typeof PersonInput>,
): Promise<OneTimeLink> {
  authorize(ctx, 'people.write');
  const { userId } = parseInput(PersonInput, given);
  return unboundDb().$transaction(async (tx) => {
    const user = await managedAccount(tx, ctx, userId);
    if (user.demo) throw new AppError('conflict', 'Demo people have no password.');
    if (user.disabledAt !== null) {
      throw new AppError('conflict', 'This person is disabled. Enable them first.');
    }
    const link = await makeOneTimeLink(tx, {
      labId: ctx.lab.id,
      userId,
      purpose: 'reset_password',
      madeBy: actorColumns(ctx.actor).actorName,
      now: ctx.now,
    });
    await recordAuditEvent(tx, ctx, {
      action: 'person.make_reset_link',
      entity: 'person',
      entityId: userId,
      after: { invitation: link.invitationId },
    });
    return link;
  });
}
