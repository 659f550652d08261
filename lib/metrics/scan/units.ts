import { bytesOf, codes, times, valuesOf, type Block } from '../blocks/block';
import { FIRST_OF_SPECIMEN, HAS_TEST, SUPERSEDED, VOIDED } from '../blocks/block-columns';
import type { SegmentMilestone } from '../segment';
import type { TatQuestion } from '../turnaround/tat-question';
import { filterRows } from './attribute-filter';
import { dueTimes } from './due-times';
import type { Lookups } from './lookups';

/** Whose work: what counts, what is void, or what had not been voided before it fell due. */
export type Standing = 'counted' | 'void' | 'not_void_when_due';

/**
 * What is counted of one block: tests, or specimens as complete reports. Times are ms since 1970, NaN
 * where there is none.
 */
export type Units = {
  block: Block;
  /** Unit i is made of the block's rows from[i] up to from[i + 1]; null where it is row i. */
  from: Int32Array | null;
  count: number;
  start: Float64Array;
  end: Float64Array;
  due: Float64Array;
  /** What patterns go by. */
  bin: Float64Array;
  /** 1 where it stands as asked and passes the filters. */
  chosen: Uint8Array;
  /** 1 where all of it was released. */
  released: Uint8Array;
  /** 1 where any of it is in a void state now, and where any of it was taken back to be amended. */
  invalidated: Uint8Array;
  amended: Uint8Array;
  /** Of each row, whether it stands as asked: a specimen may have others. */
  rowStands: Uint8Array;
};

/** A block with what every part of a question asks of its rows. */
export type View = {
  block: Block;
  due: Float64Array;
  passes: Uint8Array;
  inVoidState: Uint8Array;
  released: Uint8Array;
  amended: Uint8Array;
  /** Units by standing, made once for the parts that share them. */
  units: Map<Standing, Units>;
};

/** 1 where a time is known. */
function known(column: Float64Array): Uint8Array {
  const found = new Uint8Array(column.length);
  for (let row = 0; row < column.length; row += 1) {
    found[row] = Number.isNaN(column[row] ?? NaN) ? 0 : 1;
  }
  return found;
}

export function viewOf(block: Block, question: TatQuestion, lookups: Lookups): View {
  const state = codes(block, 'state');
  const isVoid = valuesOf(block, 'state').map((key) => (lookups.voidStates.has(key) ? 1 : 0));
  const inVoidState = new Uint8Array(block.rows);
  for (let row = 0; row < block.rows; row += 1) inVoidState[row] = isVoid[state[row] ?? -1] ?? 0;
  const filters =
    question.unit === 'test'
      ? lookups.filters
      : lookups.filters.map((filter) =>
          filter.column === 'priority'
            ? { ...filter, column: 'specimen_priority' as const }
            : filter,
        );
  return {
    block,
    due: dueTimes(block, question.due, question.segment.start, lookups.targets, lookups.open),
    passes: filterRows(block, filters),
    inVoidState,
    released: known(times(block, 'released')),
    amended: known(times(block, 'amended')),
    units: new Map(),
  };
}

/**
 * Void: of a voided specimen, or in a void state without having been released. What was released
 * and invalidated later stays in the figures where it was.
 */
function stands(view: View, standing: Standing): Uint8Array {
  const { block, inVoidState, released, due } = view;
  const flags = bytesOf(block, 'flags');
  const voidSince = standing === 'not_void_when_due' ? times(block, 'void_since') : null;
  const found = new Uint8Array(block.rows);
  for (let row = 0; row < block.rows; row += 1) {
    const flag = flags[row] ?? 0;
    if ((flag & HAS_TEST) === 0) continue;
    const voided = (flag & VOIDED) !== 0;
    const wentVoid = released[row] === 0 && inVoidState[row] === 1;
    switch (standing) {
      case 'counted':
        found[row] = voided || wentVoid ? 0 : 1;
        break;
      case 'void':
        found[row] = voided || wentVoid ? 1 : 0;
        break;
      case 'not_void_when_due':
        found[row] =
          !voided && (!wentVoid || (voidSince?.[row] ?? NaN) >= (due[row] ?? NaN)) ? 1 : 0;
    }
  }
  return found;
}

function testUnits(view: View, question: TatQuestion, standing: Standing): Units {
  const { block } = view;
  const rowStands = stands(view, standing);
  const chosen = new Uint8Array(block.rows);
  for (let row = 0; row < block.rows; row += 1) {
    chosen[row] = (rowStands[row] ?? 0) & (view.passes[row] ?? 0);
  }
  const start = times(block, question.segment.start);
  return {
    block,
    from: null,
    count: block.rows,
    start,
    end: times(block, question.segment.end),
    due: view.due,
    bin: question.binBy ? times(block, question.binBy) : start,
    chosen,
    released: view.released,
    invalidated: view.inVoidState,
    amended: view.amended,
    rowStands,
  };
}

/** The places where specimens begin, and the end of the last. */
function specimensOf(block: Block): Int32Array {
  const flags = bytesOf(block, 'flags');
  const from: number[] = [];
  for (let row = 0; row < block.rows; row += 1) {
    if ((flags[row] ?? 0) & FIRST_OF_SPECIMEN) from.push(row);
  }
  return Int32Array.from([...from, block.rows]);
}

/** A tube's own milestones are on the specimen; the others are its tests', first or last. */
function ownTimes(block: Block, milestone: SegmentMilestone): Float64Array | null {
  if (milestone === 'collected') return times(block, 'collected');
  if (milestone === 'received') return times(block, 'specimen_received');
  return null;
}

/**
 * The complete report: from the specimen's first start to the last end of its tests, due when the
 * last of them is. A retest after release does not reopen it: the released run stays. Filters choose
 * specimens that have such a test.
 */
function specimenUnits(view: View, question: TatQuestion, standing: Standing): Units {
  const { block } = view;
  const flags = bytesOf(block, 'flags');
  const asked = stands(view, standing);
  // Void as a whole has nothing but void tests, so all of them are looked at.
  const rowStands =
    standing === 'void' ? asked.map((_, row) => ((flags[row] ?? 0) & HAS_TEST ? 1 : 0)) : asked;
  for (let row = 0; row < block.rows; row += 1) {
    if ((flags[row] ?? 0) & SUPERSEDED) rowStands[row] = 0;
  }
  const from = specimensOf(block);
  const count = from.length - 1;
  const numbers = () => new Float64Array(count).fill(NaN);
  const units = {
    start: numbers(),
    end: numbers(),
    due: numbers(),
    bin: numbers(),
    chosen: new Uint8Array(count),
    released: new Uint8Array(count),
    invalidated: new Uint8Array(count),
    amended: new Uint8Array(count),
  };
  const first = (milestone: SegmentMilestone, into: Float64Array) => {
    const own = ownTimes(block, milestone);
    const column = own ?? times(block, milestone);
    for (let unit = 0; unit < count; unit += 1) {
      const begins = from[unit] ?? 0;
      if (own) {
        into[unit] = own[begins] ?? NaN;
        continue;
      }
      let least = Infinity;
      for (let row = begins; row < (from[unit + 1] ?? 0); row += 1) {
        const at = column[row] ?? NaN;
        if (rowStands[row] === 1 && at < least) least = at;
      }
      into[unit] = least === Infinity ? NaN : least;
    }
  };
  first(question.segment.start, units.start);
  if (question.binBy) first(question.binBy, units.bin);
  else units.bin = units.start;
  const ownEnd = ownTimes(block, question.segment.end);
  const ends = ownEnd ?? times(block, question.segment.end);
  for (let unit = 0; unit < count; unit += 1) {
    const begins = from[unit] ?? 0;
    let [any, passes, allVoid, allReleased, complete] = [0, 0, 1, 1, true];
    let [lastEnd, lastDue] = [-Infinity, -Infinity];
    for (let row = begins; row < (from[unit + 1] ?? 0); row += 1) {
      if (view.amended[row] === 1) units.amended[unit] = 1;
      if (rowStands[row] !== 1) continue;
      any = 1;
      passes |= view.passes[row] ?? 0;
      allVoid &= asked[row] ?? 0;
      allReleased &= view.released[row] ?? 0;
      if (view.inVoidState[row] === 1) units.invalidated[unit] = 1;
      const end = ends[row] ?? NaN;
      if (Number.isNaN(end)) complete = false;
      else if (end > lastEnd) lastEnd = end;
      const due = view.due[row] ?? NaN;
      if (due > lastDue) lastDue = due;
    }
    units.chosen[unit] = any & passes & (standing === 'void' ? allVoid : 1);
    units.released[unit] = any & allReleased;
    if (ownEnd) units.end[unit] = ownEnd[begins] ?? NaN;
    else if (complete && any === 1) units.end[unit] = lastEnd;
    if (lastDue > -Infinity) units.due[unit] = lastDue;
  }
  return { block, from, count, ...units, rowStands };
}

/** The units of a block that stand as asked, by the question's unit. */
export function unitsOf(view: View, question: TatQuestion, standing: Standing): Units {
  const known = view.units.get(standing);
  if (known) return known;
  const made =
    question.unit === 'test'
      ? testUnits(view, question, standing)
      : specimenUnits(view, question, standing);
  view.units.set(standing, made);
  return made;
}
