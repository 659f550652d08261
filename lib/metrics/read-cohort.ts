import { z } from 'zod';
import { readCalendars } from '@/lib/labs/read-calendars';
import { readTargets } from '@/lib/labs/read-targets';
import { openIntervals } from '@/lib/labs/working-time';
import type { Ctx } from '@/lib/platform/context';
import { times, type Block } from './blocks/block';
import type { CodeColumn, ColumnName, TimeColumn } from './blocks/block-columns';
import { readBlocks, type Wanted } from './blocks/read-blocks';
import type { Grouping } from './contract';
import { openClock, type OpenClock } from './scan/open-clock';
import { resolveFilters } from './scan/resolve-filters';
import type { Lookups } from './scan/lookups';
import { viewOf, type View } from './scan/units';
import { zoneClock } from './scan/zone-clock';
import type { SegmentMilestone } from './segment';
import type { TatQuestion } from './turnaround/tat-question';

/** The rows a question is about, and what they are held against: ready to be scanned. */
export type Cohort = { question: TatQuestion; views: View[]; lookups: Lookups };

const YEAR_MS = 366 * 24 * 60 * 60 * 1000;
/** No work is older or lies further ahead; hours are laid out a day at a time, so it must end. */
const [YEARS_BACK, YEARS_AHEAD] = [50, 5];

const Keys = z.array(z.object({ key: z.string() }));
const Departments = z.array(z.object({ assay: z.string(), department: z.string() }));

const GROUP_COLUMN: Partial<Record<Grouping, CodeColumn>> = {
  assay: 'assay',
  department: 'assay',
  location: 'location',
  device: 'device',
  priority: 'priority',
};

function milestoneColumn(question: TatQuestion, milestone: SegmentMilestone): TimeColumn {
  return milestone === 'received' && question.unit === 'specimen' ? 'specimen_received' : milestone;
}

function columnsFor(
  question: TatQuestion,
  lookups: Pick<Lookups, 'filters'>,
  groupings: readonly Grouping[],
): ColumnName[] {
  const columns = new Set<ColumnName>(['flags', 'state', 'released', 'amended', 'void_since']);
  for (const milestone of [question.segment.start, question.segment.end, question.binBy]) {
    if (!milestone) continue;
    columns.add(milestone).add(milestoneColumn(question, milestone));
  }
  if (question.due.by === 'due_at') columns.add('due');
  if (question.due.by === 'targets') columns.add('assay').add('priority').add('location');
  for (const { column } of lookups.filters) columns.add(column);
  for (const grouping of groupings) {
    const column = GROUP_COLUMN[grouping];
    if (column) columns.add(column);
  }
  if (question.unit === 'specimen' && columns.has('priority')) columns.add('specimen_priority');
  return [...columns];
}

/** Stretches of time that anything of the question's window may have a time in. */
function wantedOf(question: TatQuestion): Wanted[] | null {
  const window = { from: question.window.from.getTime(), to: question.window.to.getTime() };
  const start = milestoneColumn(question, question.segment.start);
  const wanted: Wanted[] = [
    { column: milestoneColumn(question, question.segment.end), ...window },
    { column: start, ...window },
  ];
  switch (question.due.by) {
    case 'due_at':
      wanted.push({ column: 'due', ...window });
      break;
    case 'minutes':
    case 'targets': {
      // In working time nobody can say how long before the window that may have begun.
      const minutes =
        question.due.by === 'minutes' ? question.due.minutes : question.due.longestMinutes;
      const from = question.working ? -Infinity : window.from - minutes * 60_000;
      wanted.push({ column: start, from, to: window.to });
      break;
    }
    case 'nothing':
  }
  return wanted;
}

/** The earliest start of the segment among some blocks, in ms since 1970. */
function earliest(blocks: readonly Block[], column: TimeColumn): number {
  let least = Infinity;
  for (const block of blocks) {
    for (const at of times(block, column)) if (at < least) least = at;
  }
  return least;
}

async function openingHours(
  ctx: Ctx,
  question: TatQuestion,
  blocks: readonly Block[],
): Promise<OpenClock> {
  const now = question.now.getTime();
  const { from, to } = question.window;
  const first = Math.min(earliest(blocks, question.segment.start), from.getTime());
  return openClock(
    openIntervals(
      await readCalendars(ctx),
      ctx.lab.timeZone,
      Math.max(first, now - YEARS_BACK * YEAR_MS),
      Math.min(Math.max(to.getTime(), now), now + YEARS_AHEAD * YEAR_MS),
    ),
  );
}

async function readDepartments(ctx: Ctx): Promise<Map<string, string>> {
  const rows = Departments.parse(
    await ctx.db.$queryRaw`SELECT id::text AS assay, department_id::text AS department FROM assays
      WHERE lab_id = ${ctx.lab.id}::uuid AND department_id IS NOT NULL`,
  );
  return new Map(rows.map(({ assay, department }) => [assay, department]));
}

/**
 * Reads what a question counts: the blocks of its window with the columns it needs, those of its
 * groupings and any `others`, and what they are held against.
 */
export async function readCohort(
  ctx: Ctx,
  question: TatQuestion,
  groupings: readonly Grouping[],
  others: readonly ColumnName[] = [],
): Promise<Cohort> {
  const [filters, voidKeys, departments, targets] = await Promise.all([
    resolveFilters(ctx, question.filters),
    ctx.db.$queryRaw`SELECT key FROM states WHERE lab_id = ${ctx.lab.id}::uuid AND kind = 'void'`,
    groupings.includes('department') ? readDepartments(ctx) : new Map<string, string>(),
    question.due.by === 'targets' ? readTargets(ctx) : [],
  ]);
  const columns = [...new Set([...columnsFor(question, { filters }, groupings), ...others])];
  const blocks = await readBlocks(ctx.lab.id, columns, wantedOf(question));
  const lookups: Lookups = {
    filters,
    voidStates: new Set(Keys.parse(voidKeys).map(({ key }) => key)),
    departments,
    targets: targets.filter(({ segment }) => segment === question.segment.name),
    open: question.working ? await openingHours(ctx, question, blocks) : null,
    zone: zoneClock(question.timeZone),
  };
  return { question, lookups, views: blocks.map((block) => viewOf(block, question, lookups)) };
}
