import { bytesOf, codes, times, valuesOf, type Block } from '../blocks/block';
import { FIRST_OF_SPECIMEN, HAS_TEST, VOIDED, type ColumnName } from '../blocks/block-columns';
import type { Window } from '../window';
import { filterRows, type AttributeFilter } from './attribute-filter';

/** What reading presented specimens takes of the blocks, besides what filters and groups look at. */
export const PRESENTED_COLUMNS: readonly ColumnName[] = [
  'flags',
  'state',
  'specimen_state',
  'specimen_received',
  'specimen_rejected',
  'void_since',
  'rejection_reason',
];

/** The key of the state that a rejected test is in. */
const REJECTED = 'rejected';

/** Of these filters a specimen is asked itself; the others find specimens with such a test. */
const OWN = new Set(['location', 'specimen_type', 'specimen_priority']);

/** A priority asked for is the specimen's. */
export function filtersOfSpecimens(filters: readonly AttributeFilter[]): AttributeFilter[] {
  return filters.map((filter) =>
    filter.column === 'priority' ? { ...filter, column: 'specimen_priority' as const } : filter,
  );
}

export type Presented = {
  /** Its rows in the block, [first, end). */
  first: number;
  end: number;
  /** When it was received, or rejected without receipt; ms since 1970. */
  at: number;
  rejected: boolean;
  /** Since when it stands rejected, ms since 1970; NaN where it does not, or no time is known. */
  rejectedAt: number;
  /** The code of its reason in the block; -1 where it is not rejected, or nobody said why. */
  reason: number;
};

/**
 * Calls back with each specimen that was presented in the window and passes the filters, which are
 * those of filtersOfSpecimens; `passes` are the rows that do, to tell its assays. Voided specimens
 * are in nothing. What counts as rejected is said in figures/rejections.ts.
 */
export function eachPresented(
  block: Block,
  filters: readonly AttributeFilter[],
  window: Window,
  visit: (presented: Presented, passes: Uint8Array) => void,
): void {
  const [from, to] = [window.from.getTime(), window.to.getTime()];
  const flags = bytesOf(block, 'flags');
  const state = codes(block, 'state');
  const specimenState = codes(block, 'specimen_state');
  const received = times(block, 'specimen_received');
  const rejectedAt = times(block, 'specimen_rejected');
  const voidSince = times(block, 'void_since');
  const reason = codes(block, 'rejection_reason');
  const testRejected = valuesOf(block, 'state').indexOf(REJECTED);
  const tubeRejected = valuesOf(block, 'specimen_state').indexOf(REJECTED);
  const ofTests = filters.filter(({ column }) => !OWN.has(column));
  // A specimen without a test has none that passes a filter of tests.
  const start = new Uint8Array(block.rows);
  for (let row = 0; row < block.rows; row += 1) {
    start[row] = ofTests.length === 0 || (flags[row] ?? 0) & HAS_TEST ? 1 : 0;
  }
  const passes = filterRows(block, filters, start);
  let end = 0;
  for (let first = 0; first < block.rows; first = end) {
    end = first + 1;
    while (end < block.rows && ((flags[end] ?? 0) & FIRST_OF_SPECIMEN) === 0) end += 1;
    if (((flags[first] ?? 0) & VOIDED) !== 0) continue;
    let [chosen, someRejected, allSaidWhy, why, since] = [false, false, true, -1, Infinity];
    for (let row = first; row < end; row += 1) {
      if (passes[row] === 1) chosen = true;
      const said = reason[row] ?? -1;
      if (said === -1) allSaidWhy = false;
      if (testRejected === -1 || state[row] !== testRejected) continue;
      someRejected = true;
      if (why === -1) why = said;
      const at = voidSince[row] ?? NaN;
      if (at < since) since = at;
    }
    if (!chosen) continue;
    const whole = tubeRejected !== -1 && specimenState[first] === tubeRejected;
    const tubeAt = rejectedAt[first] ?? NaN;
    const rejected = whole || (someRejected && allSaidWhy && !Number.isNaN(tubeAt));
    const rejectedSince = Number.isNaN(tubeAt) ? since : tubeAt;
    let at = received[first] ?? NaN;
    if (Number.isNaN(at) && rejected) at = rejectedSince;
    if (!(at >= from && at < to)) continue;
    if (why === -1) why = reason[first] ?? -1;
    visit(
      {
        first,
        end,
        at,
        rejected,
        rejectedAt: rejected && rejectedSince < Infinity ? rejectedSince : NaN,
        reason: rejected ? why : -1,
      },
      passes,
    );
  }
}
