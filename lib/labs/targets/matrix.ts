import type { Priority } from '@/lib/specimens/contract';
import { resolveTarget, type TargetRow } from '@/lib/labs/target';
import type { MatrixCell, MatrixRow, TightnessFault } from './contract';

export type MatrixScope = {
  segment: string;
  locationId: string | null;
  /** ms since 1970. */
  at: number;
  /** The lab never closes, so that opening hours are the clock's. */
  alwaysOpen: boolean;
};

/** Which priority should be tighter than which; STAT and URGENT may share a target. */
const ORDER = [
  { priority: 'STAT', than: 'ROUTINE', mayEqual: false },
  { priority: 'URGENT', than: 'ROUTINE', mayEqual: false },
  { priority: 'STAT', than: 'URGENT', mayEqual: true },
] as const satisfies { priority: Priority; than: Priority; mayEqual: boolean }[];

type Timing = Pick<MatrixCell, 'minutes' | 'time'>;

/**
 * Why one target is no tighter than another, or null where it is. In opening hours a target gives
 * at least as much time as by the clock, so one that waits for the lab to open is never surely
 * tighter than one that does not.
 */
export function whyNoTighter(
  quick: Timing | null,
  slow: Timing | null,
  { mayEqual, alwaysOpen }: { mayEqual: boolean; alwaysOpen: boolean },
): TightnessFault['why'] | null {
  if (slow === null) return null;
  if (quick === null) return 'no_target';
  if (quick.minutes > slow.minutes) return 'longer';
  if (!alwaysOpen && quick.time === 'working' && slow.time === 'clock') return 'opening_hours';
  if (quick.minutes < slow.minutes || mayEqual) return null;
  return 'same';
}

function cellOf(target: TargetRow | null): MatrixCell | null {
  if (target === null) return null;
  const { id, minutes, time, assayId, priority, locationId } = target;
  const by: MatrixCell['by'] = [];
  if (assayId !== null) by.push('assay');
  if (priority !== null) by.push('priority');
  if (locationId !== null) by.push('location');
  return { target_id: id, minutes, time, by };
}

/** What each priority of an assay has to meet at a location and moment, and what is amiss in it. */
export function matrixRow(
  targets: readonly TargetRow[],
  assay: { id: string; code: string; name: string },
  { segment, locationId, at, alwaysOpen }: MatrixScope,
): MatrixRow {
  const cell = (priority: Priority) =>
    cellOf(resolveTarget(targets, { assayId: assay.id, priority, locationId, segment, at }));
  const cells = { STAT: cell('STAT'), URGENT: cell('URGENT'), ROUTINE: cell('ROUTINE') };
  const warnings = ORDER.flatMap(({ priority, than, mayEqual }) => {
    const why = whyNoTighter(cells[priority], cells[than], { mayEqual, alwaysOpen });
    return why === null ? [] : [{ priority, than, why }];
  });
  return { assay: assay.code, name: assay.name, cells, warnings };
}
