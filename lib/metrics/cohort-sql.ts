import { Prisma } from '@/lib/platform/db/generated/client';
import { patternFilter } from './bucket-sql';
import type { TatQuestion } from './tat-question';
import { TEST_MILESTONE } from './milestone-sql';
import type { SegmentMilestone } from './segment';
import { unitsSql, type PartHints, type Standing } from './unit-sql';
import { clockMs, openHoursCte, workingMs } from './working-sql';

/** The parts a window is looked at in. */
export type Part = 'finished' | 'unfinished' | 'due' | 'void';

const STANDING: Record<Part, Standing> = {
  finished: 'counted',
  unfinished: 'counted',
  due: 'not_void_when_due',
  void: 'void',
};

/** The time of `u` that puts it into the window, and into a trend's bucket. */
export const PART_TIME: Record<Part, Prisma.Sql> = {
  finished: Prisma.sql`u.e`,
  unfinished: Prisma.sql`u.s`,
  due: Prisma.sql`u.due`,
  void: Prisma.sql`u.s`,
};

function beside(question: TatQuestion, part: Part): Prisma.Sql {
  switch (part) {
    case 'finished':
    case 'void':
      return Prisma.sql`true`;
    case 'unfinished':
      return Prisma.sql`u.e IS NULL`;
    case 'due':
      // Until then nobody can say; a lower bound on the start lets its index be used.
      return question.due.by === 'targets' && Number.isFinite(question.due.longestMinutes)
        ? Prisma.sql`u.due <= ${question.now}::timestamptz AND u.s < ${question.window.to}::timestamptz
            AND u.s >= ${question.window.from}::timestamptz
              - make_interval(mins => ${question.due.longestMinutes}::int)`
        : Prisma.sql`u.due <= ${question.now}::timestamptz`;
  }
}

/** A milestone of a specimen's own in the window, or one of its tests' (the first or last is one of them). */
function hintOf(
  milestone: SegmentMilestone,
  condition: (column: Prisma.Sql) => Prisma.Sql,
): PartHints {
  switch (milestone) {
    case 'collected':
      return { ofSpecimen: condition(Prisma.sql`sp.collected_at`) };
    case 'received':
      return { ofSpecimen: condition(Prisma.sql`sp.received_at`) };
    default:
      return { ofTest: condition(TEST_MILESTONE[milestone]) };
  }
}

function hintsOf(question: TatQuestion, part: Part): PartHints {
  const { window, segment, due } = question;
  const inWindow = (column: Prisma.Sql) =>
    Prisma.sql`${column} >= ${window.from}::timestamptz AND ${column} < ${window.to}::timestamptz`;
  switch (part) {
    case 'finished':
      return hintOf(segment.end, inWindow);
    case 'void':
      return hintOf(segment.start, inWindow);
    case 'unfinished': {
      const begun = hintOf(segment.start, inWindow);
      const open = hintOf(segment.end, (column) => Prisma.sql`${column} IS NULL`);
      // The test that began first and the one still open may be two.
      return { ofTest: open.ofTest, ofSpecimen: begun.ofSpecimen };
    }
    case 'due':
      return due.by === 'due_at' ? { ofTest: inWindow(Prisma.sql`t.due_at`) } : {};
  }
}

/** FROM and WHERE of one part of the window, over `u`. */
export function partOfWindow(question: TatQuestion, part: Part): Prisma.Sql {
  const { window, filters, timeZone } = question;
  const openHours = question.open ? Prisma.sql`CROSS JOIN open_hours` : Prisma.empty;
  return Prisma.sql`${unitsSql(question, STANDING[part], hintsOf(question, part))} u ${openHours}
    WHERE ${PART_TIME[part]} >= ${window.from}::timestamptz
      AND ${PART_TIME[part]} < ${window.to}::timestamptz
      AND ${beside(question, part)}
      AND ${patternFilter(filters, Prisma.sql`u.bin`, timeZone)}`;
}

/** Turnaround of `u` in exact ms, by the clock or in working time. */
export function turnaroundMs(question: TatQuestion, end = Prisma.sql`u.e`): Prisma.Sql {
  const start = Prisma.sql`u.s`;
  return question.time === 'working' && question.open ? workingMs(start, end) : clockMs(start, end);
}

/** The WITH that the fragments above need, followed by one's own parts. */
export function withParts(question: TatQuestion, parts: Prisma.Sql[]): Prisma.Sql {
  const all = [...(question.open ? [openHoursCte(question.open)] : []), ...parts];
  return all.length > 0 ? Prisma.sql`WITH ${Prisma.join(all, ', ')}` : Prisma.empty;
}
