import type { Priority } from '@/lib/platform/db/generated/enums';

/** A target as resolution needs it; `null` scopes match everything. Times in ms since 1970. */
export type TargetRow = {
  id: string;
  assayId: string | null;
  priority: Priority | null;
  locationId: string | null;
  segment: string;
  minutes: number;
  time: 'clock' | 'working';
  effectiveFrom: number;
  effectiveTo: number | null;
};

export type TargetQuestion = {
  assayId: string;
  priority: Priority;
  locationId: string | null;
  segment: string;
  /** The segment's start, ms since 1970. */
  at: number;
};

/** Assay before priority before location, so no two scopes are equally specific. */
function specificity(target: TargetRow): number {
  return (
    (target.assayId === null ? 0 : 4) +
    (target.priority === null ? 0 : 2) +
    (target.locationId === null ? 0 : 1)
  );
}

function holds(target: TargetRow, question: TargetQuestion): boolean {
  return (
    target.segment === question.segment &&
    (target.assayId === null || target.assayId === question.assayId) &&
    (target.priority === null || target.priority === question.priority) &&
    (target.locationId === null || target.locationId === question.locationId) &&
    target.effectiveFrom <= question.at &&
    (target.effectiveTo === null || question.at < target.effectiveTo)
  );
}

/**
 * The most specific target in force at the segment's start, or null for none. SQL that resolves
 * the same for millions of rows is in lib/metrics and tested to agree.
 */
export function resolveTarget(
  targets: readonly TargetRow[],
  question: TargetQuestion,
): TargetRow | null {
  let best: TargetRow | null = null;
  for (const target of targets) {
    if (!holds(target, question)) continue;
    if (best === null || specificity(target) > specificity(best)) best = target;
  }
  return best;
}
