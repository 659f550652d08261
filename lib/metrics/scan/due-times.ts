import { isFor, isInForce, specificity, type TargetRow, type TargetScope } from '@/lib/labs/target';
import { codes, times, valuesOf, type Block } from '../blocks/block';
import type { DueRule } from '../turnaround/tat-question';
import type { SegmentMilestone } from '../segment';
import type { OpenClock } from './open-clock';

const MINUTE_MS = 60_000;

function dueAfter(
  start: number,
  minutes: number,
  time: 'clock' | 'working',
  open: OpenClock | null,
): number {
  return time === 'working' && open
    ? open.after(start, minutes * MINUTE_MS)
    : start + minutes * MINUTE_MS;
}

/** The targets that may hold for tests of one kind, most specific first. */
function candidates(targets: readonly TargetRow[], scope: TargetScope): TargetRow[] {
  return targets
    .filter((target) => isFor(target, scope))
    .toSorted((a, b) => specificity(b) - specificity(a));
}

function byTargets(
  block: Block,
  start: Float64Array,
  targets: readonly TargetRow[],
  open: OpenClock | null,
): Float64Array {
  const [assay, priority, location] = [
    codes(block, 'assay'),
    codes(block, 'priority'),
    codes(block, 'location'),
  ];
  const [assays, priorities, locations] = [
    valuesOf(block, 'assay'),
    valuesOf(block, 'priority'),
    valuesOf(block, 'location'),
  ];
  const known = new Map<number, TargetRow[]>();
  const due = new Float64Array(block.rows).fill(NaN);
  for (let row = 0; row < block.rows; row += 1) {
    const at = start[row] ?? NaN;
    if (Number.isNaN(at)) continue;
    const [a, p, l] = [assay[row] ?? -1, priority[row] ?? -1, location[row] ?? -1];
    const key = ((a + 1) * 4 + p + 1) * 65_536 + l + 1;
    let found = known.get(key);
    if (!found) {
      const scope = { assayId: assays[a], priority: priorities[p], locationId: locations[l] };
      known.set(key, (found = candidates(targets, scope)));
    }
    const target = found.find((one) => isInForce(one, at));
    if (target) due[row] = dueAfter(at, target.minutes, target.time, open);
  }
  return due;
}

/**
 * When each row's segment is due by the question's rule, in ms since 1970; NaN where it has not begun
 * or has no target. `targets` are those of the segment.
 */
export function dueTimes(
  block: Block,
  rule: DueRule,
  milestone: SegmentMilestone,
  targets: readonly TargetRow[],
  open: OpenClock | null,
): Float64Array {
  switch (rule.by) {
    case 'due_at':
      return times(block, 'due');
    case 'nothing':
      return new Float64Array(block.rows).fill(NaN);
    case 'minutes': {
      const start = times(block, milestone);
      const due = new Float64Array(block.rows);
      // What has not begun has no due time: NaN stays NaN by the clock.
      for (let row = 0; row < block.rows; row += 1) {
        const at = start[row] ?? NaN;
        due[row] = Number.isNaN(at) ? NaN : dueAfter(at, rule.minutes, rule.time, open);
      }
      return due;
    }
    case 'targets':
      return byTargets(block, times(block, milestone), targets, open);
  }
}
