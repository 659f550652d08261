import type { Import } from '@/lib/platform/db/generated/client';
import { ImportFindings, ImportMapping, type ImportAnswer } from './contract';

/** What was written stays; people want to hear it. */
function messageOf(record: Import): string | null {
  if (record.failure !== null) return record.failure;
  if (record.status !== 'cancelled') return null;
  if (record.dryRun) return 'Cancelled. A dry run writes nothing.';
  const written = record.created + record.updated;
  if (written === 0) return 'Cancelled before anything was written.';
  return `Cancelled. What was written stays: ${record.created} created, ${record.updated} updated.`;
}

function percentOf(record: Import): number | null {
  if (record.status === 'completed') return 100;
  if (record.rowsTotal === null) return null;
  if (record.rowsTotal === 0) return 0;
  return Math.min(99, Math.floor((record.rowsDone / record.rowsTotal) * 100));
}

/** An import as the interface shows it. `hasBytes` is whether its file is still kept. */
export function importAnswer(record: Import, hasBytes: boolean): ImportAnswer {
  const { status } = record;
  if (status === 'uploading') throw new Error('An upload is no import yet');
  return {
    id: record.id,
    file_name: record.fileName,
    file_size: Number(record.fileSize),
    sha256: Buffer.from(record.fileHash).toString('hex'),
    dry_run: record.dryRun,
    create_missing: record.createMissing,
    overwrite: record.overwrite,
    mapping: ImportMapping.parse(record.mapping),
    status,
    rows_total: record.rowsTotal,
    rows_done: record.rowsDone,
    created: record.created,
    updated: record.updated,
    unchanged: record.unchanged,
    rejected: record.rejected,
    percent: percentOf(record),
    created_at: record.createdAt.toISOString(),
    started_at: record.startedAt?.toISOString() ?? null,
    finished_at: record.finishedAt?.toISOString() ?? null,
    by: record.actorName,
    message: messageOf(record),
    can_run: hasBytes && status !== 'queued' && status !== 'running',
    findings: ImportFindings.parse(record.findings),
  };
}
