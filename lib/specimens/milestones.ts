/** The moments of a test's life, in the order they are meant to happen. */
export const MILESTONES = [
  'ordered',
  'collected',
  'received',
  'started',
  'resulted',
  'verified',
  'released',
  'rejected',
] as const;

export type Milestone = (typeof MILESTONES)[number];

/** The time of each milestone, null while it has none. */
export type Milestones<T = Date> = Record<Milestone, T | null>;

export const MILESTONE_LABELS: Record<Milestone, string> = {
  ordered: 'Ordered',
  collected: 'Collected',
  received: 'Received',
  started: 'Started',
  resulted: 'Resulted',
  verified: 'Verified',
  released: 'Released',
  rejected: 'Rejected',
};

/** Milestones that keep their first time when a test passes them again. */
export const KEEP_FIRST_TIME: ReadonlySet<Milestone> = new Set([
  'received',
  'started',
  'released',
  'rejected',
]);

export function isMilestone(text: string): text is Milestone {
  return MILESTONES.some((milestone) => milestone === text);
}

/** Milestones of which none is known. */
export function noMilestones<T = Date>(): Milestones<T> {
  return {
    ordered: null,
    collected: null,
    received: null,
    started: null,
    resulted: null,
    verified: null,
    released: null,
    rejected: null,
  };
}

/** The same milestones with each known time changed, as from a Date to ISO text. */
export function mapMilestones<A, B>(times: Milestones<A>, change: (time: A) => B): Milestones<B> {
  const changed = noMilestones<B>();
  for (const milestone of MILESTONES) {
    const time = times[milestone];
    changed[milestone] = time === null ? null : change(time);
  }
  return changed;
}

/** The columns of a test that hold its milestones. */
export type MilestoneColumns = { [M in Milestone as `${M}At`]: Date | null };

/** A test's milestones from its columns. */
export function milestonesOf(columns: MilestoneColumns): Milestones {
  return {
    ordered: columns.orderedAt,
    collected: columns.collectedAt,
    received: columns.receivedAt,
    started: columns.startedAt,
    resulted: columns.resultedAt,
    verified: columns.verifiedAt,
    released: columns.releasedAt,
    rejected: columns.rejectedAt,
  };
}
