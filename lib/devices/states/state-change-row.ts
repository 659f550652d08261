import type { DeviceStateChange as Row } from '@/lib/platform/db/generated/client';
import type { StateChangeAnswer } from './contract';

export function stateChangeOf(
  row: Omit<Row, 'labId' | 'deviceId' | 'actorKind' | 'actorId' | 'requestId'>,
): StateChangeAnswer {
  return {
    id: row.id,
    code: row.code,
    held: row.held,
    clears: row.clears,
    at: row.at.toISOString(),
    recorded_at: row.recordedAt.toISOString(),
    reason: row.reason,
    source: row.source,
    actor: row.actorName,
  };
}
