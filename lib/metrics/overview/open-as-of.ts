import { bytesOf, codes, times, valuesOf, type Block } from '../blocks/block';
import { FIRST_OF_SPECIMEN, HAS_TEST, VOIDED, type ColumnName } from '../blocks/block-columns';
import { filterRows, type AttributeFilter } from '../scan/attribute-filter';
import type { Segment } from '../segment';
import { AT_RISK_PERCENT } from '@/lib/worklist/urgency';

/** How much was open at a moment. */
export type OpenAsOf = { in_work: number; overdue: number; at_risk: number; missing: number };

/** What a moment is looked at with besides the blocks. */
export type AsOf = {
  at: Date;
  filters: readonly AttributeFilter[];
  /** What the lab's due times are of. */
  headline: Segment;
  /** Keys of void states. */
  voidStates: ReadonlySet<string>;
  /** Minutes after which what was collected is missing: by id of the location, else the lab's. */
  missingAfter: { byLocation: ReadonlyMap<string, number>; minutes: number };
};

const MILESTONES = ['received', 'started', 'resulted', 'verified', 'released'] as const;

/** The columns that a moment is read from, besides those of the filters. */
export const AS_OF_COLUMNS: readonly ColumnName[] = [
  'flags',
  'ordered',
  'collected',
  ...MILESTONES,
  'due',
  'void_since',
  'specimen_received',
  'specimen_rejected',
  'state',
  'priority',
  'location',
];

/**
 * What was open at a moment, by the milestones that lie before it: in work from receipt to release,
 * overdue and at risk as the worklist has it, missing as its list has it. What was taken back after
 * its release to be amended is not in work again: when that ended, nobody wrote down.
 */
export function openAsOf(blocks: readonly Block[], question: AsOf): OpenAsOf {
  const found: OpenAsOf = { in_work: 0, overdue: 0, at_risk: 0, missing: 0 };
  for (const block of blocks) countTests(block, question, found);
  for (const block of blocks) countMissing(block, question, found);
  return found;
}

/** 1 where the test had become void by then. */
function voidBy(block: Block, { at, voidStates }: AsOf): Uint8Array {
  const since = times(block, 'void_since');
  const state = codes(block, 'state');
  const isVoid = valuesOf(block, 'state').map((key) => voidStates.has(key));
  const now = at.getTime();
  return Uint8Array.from({ length: block.rows }, (_, row) => {
    if (isVoid[state[row] ?? -1] !== true) return 0;
    return (since[row] ?? NaN) > now ? 0 : 1;
  });
}

function countTests(block: Block, question: AsOf, found: OpenAsOf): void {
  const now = question.at.getTime();
  const flags = bytesOf(block, 'flags');
  const passes = filterRows(block, question.filters);
  const isVoid = voidBy(block, question);
  const received = times(block, 'received');
  const released = times(block, 'released');
  const due = times(block, 'due');
  const start = times(block, question.headline.start);
  const end = times(block, question.headline.end);
  for (let row = 0; row < block.rows; row += 1) {
    const flag = flags[row] ?? 0;
    if ((flag & HAS_TEST) === 0 || (flag & VOIDED) !== 0 || passes[row] !== 1) continue;
    if (isVoid[row] === 1 || (released[row] ?? NaN) <= now) continue;
    if ((received[row] ?? NaN) <= now) found.in_work += 1;
    const begun = start[row] ?? NaN;
    const dueAt = due[row] ?? NaN;
    if (!(begun <= now) || Number.isNaN(dueAt) || (end[row] ?? NaN) <= now) continue;
    if (dueAt < now) found.overdue += 1;
    else if (100 * (now - begun) >= AT_RISK_PERCENT * (dueAt - begun)) found.at_risk += 1;
  }
}

function countMissing(block: Block, question: AsOf, found: OpenAsOf): void {
  const now = question.at.getTime();
  const { byLocation, minutes } = question.missingAfter;
  const flags = bytesOf(block, 'flags');
  const passes = filterRows(block, question.filters);
  const unfiltered = question.filters.length === 0;
  const isVoid = voidBy(block, question);
  const collected = times(block, 'collected');
  const ordered = times(block, 'ordered');
  const here = [
    times(block, 'specimen_received'),
    times(block, 'specimen_rejected'),
    ...MILESTONES.map((milestone) => times(block, milestone)),
  ];
  const priority = codes(block, 'priority');
  const stat = valuesOf(block, 'priority').indexOf('STAT');
  const location = codes(block, 'location');
  const limits = valuesOf(block, 'location').map((id) => byLocation.get(id) ?? minutes);
  for (let first = 0; first < block.rows;) {
    let [end, open, passed, arrived, any] = [first, false, false, false, false];
    let statOrder = Infinity;
    do {
      const row = end;
      const hasTest = ((flags[row] ?? 0) & HAS_TEST) !== 0;
      any ||= hasTest;
      if (here.some((column) => (column[row] ?? NaN) <= now)) arrived = true;
      if (hasTest ? passes[row] === 1 && isVoid[row] === 0 : unfiltered) passed = true;
      if (hasTest && isVoid[row] === 0) {
        open = true;
        const at = ordered[row] ?? NaN;
        if (priority[row] === stat && at < statOrder) statOrder = at;
      }
      end += 1;
    } while (end < block.rows && ((flags[end] ?? 0) & FIRST_OF_SPECIMEN) === 0);
    const taken = collected[first] ?? NaN;
    const since = Number.isNaN(taken) ? statOrder : taken;
    const limit = limits[location[first] ?? -1] ?? minutes;
    const voided = ((flags[first] ?? 0) & VOIDED) !== 0;
    if (!voided && !arrived && passed && (open || !any) && since + limit * 60_000 < now) {
      found.missing += 1;
    }
    first = end;
  }
}
