import type { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { AppError } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { newId } from '@/lib/platform/ids';
import { InviteInput, type OneTimeLink } from './contract';
import { endDemo } from './demo-mode';
import { lockLabs } from './last-admin';
import { makeOneTimeLink } from './one-time-link';
import { hashPassword } from './password';
import { NewPassword } from './password-rule';

const AdminInput = InviteInput.omit({ role: true });

/**
 * Makes a real person admin of the lab and ends demo mode, at once. Whoever has no password yet
 * gets one here when `password` is given, else a link to choose it; an account that has one keeps
 * it. For whoever runs the server.
 */
export async function createAdmin(
  ctx: Ctx,
  given: z.input<typeof AdminInput>,
  password?: string,
): Promise<{ email: string; link: OneTimeLink | null }> {
  authorize(ctx, 'people.write');
  const { actor } = ctx;
  if (actor.kind !== 'system') {
    throw new AppError(
      'forbidden',
      'Admins are made on the server, or invited on the People page.',
    );
  }
  const { email, name } = parseInput(AdminInput, given);
  const passwordHash =
    password === undefined ? undefined : await hashPassword(parseInput(NewPassword, password));
  return unboundDb().$transaction(async (tx) => {
    await lockLabs(tx, [ctx.lab.id]);
    await tx.user.createMany({ data: [{ id: newId(), email, name }], skipDuplicates: true });
    const user = await tx.user.findUniqueOrThrow({ where: { email } });
    if (user.demo) throw new AppError('conflict', `${email} is one of the demo people.`);
    if (user.disabledAt !== null) {
      throw new AppError('conflict', `${email} is disabled; see npm run user -- enable.`);
    }
    if (user.passwordHash !== null && passwordHash !== undefined) {
      throw new AppError(
        'conflict',
        `${email} has a password already, which nobody else sets. Leave --password-stdin out.`,
      );
    }
    if (passwordHash !== undefined) {
      await tx.user.update({ where: { id: user.id }, data: { passwordHash } });
    }
    const key = { labId: ctx.lab.id, userId: user.id };
    await tx.membership.upsert({
      where: { labId_userId: key },
      create: { ...key, role: 'admin', createdAt: ctx.now },
      update: { role: 'admin' },
    });
    await endDemo(tx, ctx.now);
    const link =
      user.passwordHash === null && passwordHash === undefined
        ? await makeOneTimeLink(tx, {
            ...key,
            purpose: 'reset_password',
            madeBy: actor.job,
            now: ctx.now,
          })
        : null;
    await recordAuditEvent(tx, ctx, {
      action: 'person.create_admin',
      entity: 'person',
      entityId: user.id,
      after: { email, role: 'admin' },
    });
    return { email, link };
  });
}
