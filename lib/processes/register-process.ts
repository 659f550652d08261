import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { actorColumns } from '@/lib/platform/access/actor';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import type { NewProcess, Process } from './contract';
import { processOf } from './process-row';

/** Those who register a name wait for each other, so that versions are counted without a gap. */
async function lockName(tx: LabTx, labId: string, name: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('process'), hashtext(${labId} || ${name}))`;
}

/**
 * The process of that name and source: the same one whenever it is asked for again, the next
 * version of its name otherwise. Several at once get the same answer; one of them made it.
 */
export async function registerProcess(
  ctx: Ctx,
  given: NewProcess,
): Promise<{ process: Process; created: boolean }> {
  authorize(ctx, 'platform.write');
  const known = await ctx.db.process.findFirst({ where: given });
  if (known) return { process: processOf(known), created: false };
  return ctx.db.$transaction(async (tx) => {
    await lockName(tx, ctx.lab.id, given.name);
    const made = await tx.process.findFirst({ where: given });
    if (made) return { process: processOf(made), created: false };
    const latest = await tx.process.findFirst({
      where: { name: given.name },
      orderBy: { version: 'desc' },
      select: { version: true },
    });
    const row = await tx.process.create({
      data: {
        ...given,
        id: newId(),
        labId: ctx.lab.id,
        version: (latest?.version ?? 0) + 1,
        createdAt: ctx.now,
        ...actorColumns(ctx.actor),
      },
    });
    await recordAuditEvent(tx, ctx, {
      action: 'process.create',
      entity: 'process',
      entityId: row.id,
      after: { name: row.name, version: row.version },
    });
    return { process: processOf(row), created: true };
  });
}
