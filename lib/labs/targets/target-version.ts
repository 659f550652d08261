import type { Prisma } from '@/lib/platform/db/generated/client';
import type { TargetVersion, VersionStatus } from './contract';

/** What a row is read with to be told as a version. */
export const WITH_NAMES = {
  assay: { select: { code: true } },
  location: { select: { name: true } },
} as const satisfies Prisma.TargetInclude;

export type NamedTarget = Prisma.TargetGetPayload<{ include: typeof WITH_NAMES }>;

/** Whether a period is over, holds, or is still to come. */
export function statusAt(
  { effectiveFrom, effectiveTo }: { effectiveFrom: Date; effectiveTo: Date | null },
  now: Date,
): VersionStatus {
  if (effectiveFrom > now) return 'future';
  return effectiveTo !== null && effectiveTo <= now ? 'past' : 'in_force';
}

export function targetVersionOf(row: NamedTarget, now: Date): TargetVersion {
  return {
    id: row.id,
    assay: row.assay?.code ?? null,
    priority: row.priority,
    location: row.location?.name ?? null,
    segment: row.segment,
    minutes: row.minutes,
    time: row.time,
    effective_from: row.effectiveFrom.toISOString(),
    effective_to: row.effectiveTo?.toISOString() ?? null,
    status: statusAt(row, now),
  };
}
