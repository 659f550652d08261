import { z } from 'zod';
import type { Milestone } from '@/lib/specimens/milestones';

/** The milestones a segment may run between, in their order, and how segments name them. */
export const MILESTONES = [
  { verb: 'order', milestone: 'ordered', label: 'Order' },
  { verb: 'collect', milestone: 'collected', label: 'Collection' },
  { verb: 'receive', milestone: 'received', label: 'Receipt' },
  { verb: 'start', milestone: 'started', label: 'Start' },
  { verb: 'result', milestone: 'resulted', label: 'Result' },
  { verb: 'verify', milestone: 'verified', label: 'Verification' },
  { verb: 'release', milestone: 'released', label: 'Release' },
] as const satisfies { verb: string; milestone: Milestone; label: string }[];

export type SegmentMilestone = (typeof MILESTONES)[number]['milestone'];

/** The time between two milestones. */
export type Segment = {
  name: string;
  start: SegmentMilestone;
  end: SegmentMilestone;
  label: string;
};

/** Every segment: any two milestones in order, `receive_to_release` and the rest. */
export const SEGMENTS: readonly Segment[] = MILESTONES.flatMap((from, index) =>
  MILESTONES.slice(index + 1).map((to) => ({
    name: `${from.verb}_to_${to.verb}`,
    start: from.milestone,
    end: to.milestone,
    label: `${from.label} to ${to.label.toLowerCase()}`,
  })),
);

export const DEFAULT_SEGMENT = 'receive_to_release';

/** The segment of a name, or null for a name that is none. */
export function segmentNamed(name: string): Segment | null {
  return SEGMENTS.find((segment) => segment.name === name) ?? null;
}

/** `receive_to_release` and the like as a Segment; anything else is refused with what is possible. */
export const segmentField = z
  .string()
  .default(DEFAULT_SEGMENT)
  .transform((name, issues): Segment => {
    const segment = segmentNamed(name);
    if (segment) return segment;
    issues.addIssue({
      code: 'custom',
      message: `must be two milestones in order, a_to_b of ${MILESTONES.map(({ verb }) => verb).join(', ')}, such as ${DEFAULT_SEGMENT}`,
    });
    return z.NEVER;
  });
