import { Prisma } from '@/lib/platform/db/generated/client';
import type { MetricFilters } from './contract';
import { testFilter } from './filter-sql';
import type { Window } from './window';

/** FROM and WHERE, over `t`: tests released in the window, not of a voided specimen. */
export function releasedIn(labId: string, window: Window, filters: MetricFilters): Prisma.Sql {
  return Prisma.sql`FROM ordered_tests t
    WHERE t.lab_id = ${labId}::uuid AND t.voided_at IS NULL
      AND t.released_at >= ${window.from}::timestamptz AND t.released_at < ${window.to}::timestamptz
      AND ${testFilter(labId, filters)}`;
}

/**
 * A condition on `t`: the verification in force at its first release was the system's. It is the
 * last one that no release precedes; what was amended and verified again later stays as it was.
 */
export function verifiedBySystem(labId: string): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM test_transitions v
    WHERE v.lab_id = ${labId}::uuid AND v.test_id = t.id
      AND v.action = 'verify' AND v.actor_kind = 'system'
      AND v.sequence = (
        SELECT max(x.sequence) FROM test_transitions x
        WHERE x.lab_id = ${labId}::uuid AND x.specimen_id = v.specimen_id AND x.test_id = v.test_id
          AND x.action = 'verify' AND NOT EXISTS (
            SELECT FROM test_transitions p
            WHERE p.lab_id = ${labId}::uuid AND p.specimen_id = x.specimen_id
              AND p.test_id = x.test_id AND p.sequence < x.sequence
              AND p.to_state = ANY(ARRAY(
                SELECT key FROM states WHERE lab_id = ${labId}::uuid AND kind = 'done')))))`;
}
