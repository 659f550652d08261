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
export function specificity(target: TargetRow): number {
  return (
    (target.assayId === null ? 0 : 4) +
    (target.priority === null ? 0 : 2) +
    (target.locationId === null ? 0 : 1)
  );
}

/** What of a test a target's scope is about. */
export type TargetScope = {
  assayId: string | undefined;
  priority: string | undefined;
  locationId: string | null | undefined;
};

/** Whether a target is for such tests. */
export function isFor(target: TargetRow, scope: TargetScope): boolean {
  return (
    (target.assayId === null || target.assayId === scope.assayId) &&
    (target.priority === null || target.priority === scope.priority) &&
    (target.locationId === null || target.locationId === scope.locationId)
  );
}

/** Whether a target is in force at an instant, ms since 1970. */
export function isInForce(target: TargetRow, at: number): boolean {
  return target.effectiveFrom <= at && (target.effectiveTo === null || at < target.effectiveTo);
}

function holds(target: TargetRow, question: TargetQuestion): boolean {
  return (
    target.segment === question.segment && isFor(target, question) && isInForce(target, question.at)
  );
}

/**
 * The most specific target in force at the segment's start, or null for none. For millions of tests
 * lib/metrics/scan/due-times.ts resolves by the same parts, once a scope.
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
