import { MILESTONES, type Segment, type SegmentMilestone } from '../../segment';

/** The milestones of a segment in their order, its own start and end among them. */
export function milestonesOf(segment: Pick<Segment, 'start' | 'end'>): SegmentMilestone[] {
  const names = MILESTONES.map(({ milestone }) => milestone);
  return names.slice(names.indexOf(segment.start), names.indexOf(segment.end) + 1);
}

/**
 * Splits the time from the first to the last of some instants (ms; NaN where one is not known) over
 * the known ones between: calls back with the places each piece runs between and its ms. What is out
 * of order counts as not known: of the milestones between, as many stay as stand in order (of equally
 * many the earlier), so that no piece is negative and the pieces sum to the whole exactly. Nothing for
 * a whole that is not known or negative.
 */
export function eachPiece(
  at: ArrayLike<number>,
  visit: (from: number, to: number, ms: number) => void,
): void {
  const last = at.length - 1;
  const end = at[last] ?? NaN;
  if (!(end >= (at[0] ?? NaN))) return;
  // From each place on: how many stand in order up to the end (0: not even both), and which is next.
  const kept = new Int8Array(at.length);
  const next = new Int8Array(at.length).fill(last);
  kept[last] = 1;
  for (let place = last - 1; place >= 0; place -= 1) {
    const time = at[place] ?? NaN;
    for (let after = place + 1; after <= last; after += 1) {
      const chain = kept[after] ?? 0;
      if (chain === 0 || !((at[after] ?? NaN) >= time) || chain < (kept[place] ?? 0)) continue;
      kept[place] = chain + 1;
      next[place] = after;
    }
  }
  for (let place = 0; place < last;) {
    const to = next[place] ?? last;
    visit(place, to, (at[to] ?? NaN) - (at[place] ?? NaN));
    place = to;
  }
}

/** What a piece is called: “Receipt to start”, “Receipt to result (start unknown)”. */
export function pieceLabel(milestones: readonly SegmentMilestone[], from: number, to: number) {
  const labelOf = (place: number) =>
    MILESTONES.find(({ milestone }) => milestone === milestones[place])?.label ?? '';
  const between = milestones.slice(from + 1, to).map((_, offset) => labelOf(from + 1 + offset));
  const merged = between.map((label) => label.toLowerCase());
  const last = merged.pop();
  const names = merged.length > 0 ? `${merged.join(', ')} and ${last}` : last;
  const text = `${labelOf(from)} to ${labelOf(to).toLowerCase()}`;
  return last === undefined ? text : `${text} (${names} unknown)`;
}
