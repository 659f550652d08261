import type { Process as Row } from '@/lib/platform/db/generated/client';
import type { Process } from './contract';

export function processOf(row: Omit<Row, 'source'>): Process {
  return {
    uuid: row.id,
    name: row.name,
    version: row.version,
    created_at: row.createdAt.toISOString(),
    created_by: row.actorName,
  };
}
