import { minutesAsText } from '@/lib/labs/targets/minutes-text';
import type { TargetVersion, TightnessFault } from '@/lib/labs/targets/contract';
import { segmentNamed } from '@/lib/metrics/segment';

const PRIORITY_WORDS = { STAT: 'STAT', URGENT: 'Urgent', ROUTINE: 'Routine' } as const;

export const PRIORITY_OPTIONS = (['STAT', 'URGENT', 'ROUTINE'] as const).map((value) => ({
  value,
  label: PRIORITY_WORDS[value],
}));

type Scope = Pick<TargetVersion, 'assay' | 'priority' | 'location'>;

/** Which work a target is for: "GLU · STAT · Emergency", "Every test". */
export function scopeText({ assay, priority, location }: Scope): string {
  const parts = [assay, priority && PRIORITY_WORDS[priority], location].filter(
    (part) => part !== null,
  );
  return parts.length === 0 ? 'Every test' : parts.join(' · ');
}

export function segmentText(segment: string): string {
  return segmentNamed(segment)?.label ?? segment;
}

/** "4 h", or "4 h of opening hours". */
export function targetText({ minutes, time }: Pick<TargetVersion, 'minutes' | 'time'>): string {
  const text = minutesAsText(minutes);
  return time === 'clock' ? text : `${text} of opening hours`;
}

/** The more a target names the later it comes; what names the same, in the order of the alphabet. */
function rank({ assay, priority, location }: Scope): string {
  const named =
    (assay === null ? 0 : 4) + (priority === null ? 0 : 2) + (location === null ? 0 : 1);
  const order = priority === null ? 0 : ['STAT', 'URGENT', 'ROUTINE'].indexOf(priority);
  return `${named} ${assay ?? ''} ${order} ${location ?? ''}`;
}

/** Targets as people look them up: by segment, the default first, then what overrides it. */
export function inReadingOrder(targets: readonly TargetVersion[]): TargetVersion[] {
  return targets.toSorted(
    (a, b) =>
      Number(b.segment === 'receive_to_release') - Number(a.segment === 'receive_to_release') ||
      a.segment.localeCompare(b.segment) ||
      rank(a).localeCompare(rank(b)) ||
      a.effective_from.localeCompare(b.effective_from),
  );
}

/** What is amiss between two priorities, in words. */
export function faultText({ priority, than, why }: TightnessFault): string {
  const [quick, slow] = [PRIORITY_WORDS[priority], PRIORITY_WORDS[than]];
  switch (why) {
    case 'same':
      return `${quick} is no tighter than ${slow}`;
    case 'longer':
      return `${quick} is looser than ${slow}`;
    case 'no_target':
      return `${quick} has no target, ${slow} has`;
    case 'opening_hours':
      return `${quick} waits for opening hours, ${slow} does not`;
  }
}
