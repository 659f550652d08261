import { Prisma } from '@/lib/platform/db/generated/client';

/** A finished step `s` whose status is not one of the good ones. */
export const STEP_FAILED = Prisma.sql`(s.finished_at IS NOT NULL
  AND lower(s.status) NOT IN ('completed', 'finished', 'success'))`;
