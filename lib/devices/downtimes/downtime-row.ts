import type { PlannedDowntime } from '@/lib/platform/db/generated/client';
import type { Downtime } from './contract';

type Row = Omit<PlannedDowntime, 'labId' | 'deviceId' | 'actorKind' | 'actorId' | 'requestId'>;

function stateOf({ startsAt, endsAt, cancelledAt }: Row, now: Date): Downtime['state'] {
  if (cancelledAt !== null) return cancelledAt <= startsAt ? 'cancelled' : 'over';
  if (now < startsAt) return 'planned';
  return now < endsAt ? 'running' : 'over';
}

/** A planned downtime as people and machines see it. */
export function downtimeDto(row: Row, now: Date): Downtime {
  const { cancelledAt, cancelledBy } = row;
  return {
    id: row.id,
    starts_at: row.startsAt.toISOString(),
    ends_at: row.endsAt.toISOString(),
    reason: row.reason,
    state: stateOf(row, now),
    by: row.actorName,
    created_at: row.createdAt.toISOString(),
    cancelled: cancelledAt && { at: cancelledAt.toISOString(), by: cancelledBy ?? '' },
  };
}
