import type { Ctx } from '@/lib/platform/context';
import { duplicateOf } from '@/lib/platform/db/duplicate-row';
import type { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { recordAuditEvent } from './record-audit-event';

type Recorded = Prisma.InputJsonObject & { id: string; active?: boolean };

function verbOf(before: Recorded | undefined, after: Recorded): string {
  if (before === undefined) return 'create';
  if (before.active === after.active) return 'update';
  return after.active === false ? 'retire' : 'reactivate';
}

/**
 * Writes one thing and its audit event in one transaction, and answers the thing as it now stands.
 * `write` tells how it stood before, or nothing for a new one. A change of nothing leaves no event;
 * a duplicate is 409 `already_exists`.
 */
export async function recordedChange<T extends Recorded>(
  ctx: Ctx,
  entity: string,
  write: (tx: LabTx) => Promise<{ before?: T; after: T }>,
): Promise<T> {
  try {
    return await ctx.db.$transaction(async (tx) => {
      const { before, after } = await write(tx);
      if (JSON.stringify(before) !== JSON.stringify(after)) {
        await recordAuditEvent(tx, ctx, {
          action: `${entity}.${verbOf(before, after)}`,
          entity,
          entityId: after.id,
          before,
          after,
        });
      }
      return after;
    });
  } catch (error) {
    throw duplicateOf(error) ?? error;
  }
}
