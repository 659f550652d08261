import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { newId } from '@/lib/platform/ids';

export type AuditEntry = {
  /** `<entity>.<verb>`, such as assay.update. */
  action: string;
  entity: string;
  entityId?: string;
  /** What changed, as it stood; never a secret or a password. */
  before?: Prisma.InputJsonObject;
  after?: Prisma.InputJsonObject;
  reason?: string;
};

/** A transaction, of a database bound to a lab or not. */
type WithAudit = {
  auditEvent: {
    create(args: { data: Prisma.AuditEventUncheckedCreateInput }): PromiseLike<unknown>;
  };
};

/** Writes one audit event in the transaction of the change it tells of. */
export async function recordAuditEvent(
  tx: WithAudit,
  ctx: Pick<Ctx, 'actor' | 'lab' | 'requestId' | 'now'>,
  entry: AuditEntry,
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      id: newId(),
      labId: ctx.lab.id,
      at: ctx.now,
      requestId: ctx.requestId,
      ...actorColumns(ctx.actor),
      ...entry,
    },
  });
}
