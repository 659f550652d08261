import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import type { Ctx } from '@/lib/platform/context';
import type { Import, Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import { judgeAfterImport } from '@/lib/quality/runs/after-import';
import type { ImportFindings } from './contract';

type Ending = {
  status: 'completed' | 'failed' | 'cancelled';
  failure?: string;
  findings?: ImportFindings;
};

/** What the audit trail says of an import: what was sent, and what became of it. */
function told(record: Import): Prisma.InputJsonObject {
  const { fileName, dryRun, createMissing, overwrite, status } = record;
  const { rowsDone, created, updated, unchanged, rejected, failure } = record;
  return {
    file_name: fileName,
    file_size: Number(record.fileSize),
    sha256: Buffer.from(record.fileHash).toString('hex'),
    dry_run: dryRun,
    create_missing: createMissing,
    overwrite,
    status,
    rows: rowsDone,
    created,
    updated,
    unchanged,
    rejected,
    ...(failure === null ? {} : { failure }),
  };
}

/**
 * Ends an import that is queued or running: state, findings, the one audit event and the judging of
 * what it brought together. Null where it has ended already. A file that was taken in whole is not kept beyond its hash.
 */
export async function endImport(
  ctx: Ctx,
  importId: string,
  ending: Ending,
): Promise<Import | null> {
  return ctx.db.$transaction((tx) => endImportIn(tx, ctx, importId, ending));
}

async function endImportIn(
  tx: LabTx,
  ctx: Ctx,
  importId: string,
  ending: Ending,
): Promise<Import | null> {
  const { status, failure, findings } = ending;
  const ended = await tx.import.updateMany({
    where: { id: importId, status: { in: ['queued', 'running'] } },
    data: { status, failure, findings, finishedAt: new Date() },
  });
  if (ended.count === 0) return null;
  let record = await tx.import.findFirstOrThrow({ where: { id: importId } });
  if (status === 'completed') {
    record = { ...record, rowsTotal: record.rowsDone };
    await tx.import.updateMany({ where: { id: importId }, data: { rowsTotal: record.rowsDone } });
    if (!record.dryRun) await tx.importChunk.deleteMany({ where: { importId } });
  }
  await recordAuditEvent(
    tx,
    { ...ctx, now: new Date() },
    {
      action: status === 'cancelled' ? 'import.cancel' : 'import.run',
      entity: 'import',
      entityId: importId,
      after: told(record),
    },
  );
  const version = record.rowsDone + 1;
  await emitLiveEvent(tx, ctx.lab.id, { entity: 'import', entityId: importId, version });
  if (!record.dryRun && record.created + record.updated > 0) {
    await judgeAfterImport(tx, ctx, importId);
  }
  return record;
}
