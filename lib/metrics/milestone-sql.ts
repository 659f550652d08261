import { Prisma } from '@/lib/platform/db/generated/client';
import type { SegmentMilestone } from './segment';

/** The column of `ordered_tests t` that holds a milestone. */
export const TEST_MILESTONE: Record<SegmentMilestone, Prisma.Sql> = {
  ordered: Prisma.sql`t.ordered_at`,
  collected: Prisma.sql`t.collected_at`,
  received: Prisma.sql`t.received_at`,
  started: Prisma.sql`t.started_at`,
  resulted: Prisma.sql`t.resulted_at`,
  verified: Prisma.sql`t.verified_at`,
  released: Prisma.sql`t.released_at`,
};
