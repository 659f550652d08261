import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { idAt, times } from '../blocks/block';
import type { RowsPage } from '../define-figure';
import { readCohort, type Cohort } from '../read-cohort';
import { factsOfSpecimens, factsOfTests } from './row-facts';
import type { TatRow, TatRowsAnswer, TatRowsQuery, TurnaroundRow } from './rows-contract';
import { eachOfPart, turnaroundOf, type Part } from '../scan/cohort';
import { PageOfRows } from '../scan/page-of-rows';
import type { Units } from '../scan/units';
import { ROW_SET_PARTS } from './tat-row-sets';
import { tatQuestion, type TatQuestion } from './tat-question';

const Cursor = z.tuple([z.number(), z.uuid()]);

const MINUTE_MS = 60_000;

const iso = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString() : null);

/** Of rows that sort alike the higher id comes first. */
function compare(a: { sort: number; id: string }, b: { sort: number; id: string }): number {
  return b.sort - a.sort || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/** Some of a cohort: units of a part of its window for which something holds. */
export type Chosen = { part: Part; holds: (units: Units, unit: number) => boolean };

type Asked = { limit: number; cursor?: string; sort: TatRowsQuery['sort'] };

/** The column of ids that the rows of a question are found again by. */
export function idColumnOf(question: TatQuestion): 'test_id' | 'specimen_id' {
  return question.unit === 'test' ? 'test_id' : 'specimen_id';
}

/** A row of a page with the unit it was read from, where more columns can be looked up. */
type FoundRow = { row: z.input<typeof TatRow>; units: Units; unit: number };

/** The same page as rowsOfCohort's, for figures whose rows say more. */
export async function pageOfCohort(
  ctx: Ctx,
  { question, views, lookups }: Cohort,
  chosen: readonly Chosen[],
  query: Asked,
): Promise<{ found: FoundRow[]; next_cursor: string | null; total: number }> {
  const idColumn = idColumnOf(question);
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, Cursor);
  const turnaround = turnaroundOf(question, lookups);
  const windowEnd = question.window.to.getTime();

  const sortOf = ({ start, end }: Units, unit: number): number => {
    const begun = start[unit] ?? NaN;
    const ended = end[unit] ?? NaN;
    // What has no end yet counts up to the window's, which stands still from page to page.
    if (query.sort === 'latest') return Number.isNaN(ended) ? begun : ended;
    const ms = Number.isNaN(begun) ? 0 : turnaround(begun, Number.isNaN(ended) ? windowEnd : ended);
    return query.sort === 'longest' ? ms : -ms;
  };

  const page = new PageOfRows(query.limit + 1, after?.[0]);
  // Blocks and parts are numbered together: a row is found again by that number and its unit.
  const read: Units[] = [];
  for (const { part, holds } of chosen) {
    eachOfPart(views, question, lookups, part, (units, unit) => {
      if (!holds(units, unit)) return;
      if (read.at(-1) !== units) read.push(units);
      page.add(sortOf(units, unit), read.length - 1, unit);
    });
  }
  const rows = page
    .candidates()
    .flatMap(({ sort, block, unit }) => {
      const units = read[block];
      if (!units) return [];
      return [{ sort, units, unit, id: idAt(units.block, idColumn, units.from?.[unit] ?? unit) }];
    })
    .filter((row) => after === null || compare({ sort: after[0], id: after[1] }, row) < 0)
    .toSorted(compare);
  const found = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? found.at(-1) : undefined;
  const facts = await (question.unit === 'test' ? factsOfTests : factsOfSpecimens)(
    ctx,
    found.map(({ id }) => id),
  );
  return {
    found: found.flatMap(({ id, units, unit }) => {
      const known = facts.get(id);
      if (!known) return [];
      const start = units.start[unit] ?? NaN;
      const end = units.end[unit] ?? NaN;
      const ms = turnaround(start, Number.isNaN(end) ? ctx.now.getTime() : end);
      return [
        {
          row: {
            ...known,
            start: iso(start),
            end: iso(end),
            due_at: iso(units.due[unit] ?? NaN),
            minutes: Number.isNaN(ms) ? null : ms / MINUTE_MS,
          },
          units,
          unit,
        },
      ];
    }),
    next_cursor: last ? encodeCursor([last.sort, last.id]) : null,
    total: page.total,
  };
}

/**
 * A page of the rows of a cohort that was read with its idColumnOf, in the order asked for: the same
 * cohort and conditions as a figure's, so that all pages together have as many rows as it says.
 */
export async function rowsOfCohort(
  ctx: Ctx,
  cohort: Cohort,
  chosen: readonly Chosen[],
  query: Asked,
): Promise<RowsPage<z.input<typeof TatRow>>> {
  const { found, ...page } = await pageOfCohort(ctx, cohort, chosen, query);
  return { data: found.map(({ row }) => row), ...page };
}

/** The tests that each complete report of a page is made of; nothing of tests by themselves. */
async function testsOfReports(
  ctx: Ctx,
  { question, views }: Cohort,
  found: readonly FoundRow[],
): Promise<TurnaroundRow['tests'][]> {
  if (question.unit === 'test') return [];
  const rowsOf = found.map(({ units, unit }) => {
    const { block, from, rowStands } = units;
    const [first, end] = [from?.[unit] ?? 0, from?.[unit + 1] ?? 0];
    const due = views.find((view) => view.block === block)?.due;
    return Array.from({ length: end - first }, (_, place) => first + place)
      .filter((row) => rowStands[row] === 1)
      .map((row) => ({
        id: idAt(block, 'test_id', row),
        start: iso(times(block, question.segment.start)[row] ?? NaN),
        end: iso(times(block, question.segment.end)[row] ?? NaN),
        due_at: iso(due?.[row] ?? NaN),
      }));
  });
  const facts = await factsOfTests(
    ctx,
    rowsOf.flatMap((rows) => rows.map(({ id }) => id)),
  );
  return rowsOf.map((rows) =>
    rows.flatMap(({ id, ...at }) => {
      const known = facts.get(id);
      if (!known) return [];
      const { assay, run, priority, state, department, device } = known;
      return [{ assay, run, priority, state, department, device, ...at }];
    }),
  );
}

/** The rows behind a figure of turnaround, as GET /metrics/tat/rows answers them. */
export async function turnaroundRows(
  ctx: Ctx,
  query: TatRowsQuery,
): Promise<z.input<typeof TatRowsAnswer>> {
  authorize(ctx, 'read');
  const question = await tatQuestion(ctx, query);
  const cohort = await readCohort(ctx, question, [], [idColumnOf(question), 'test_id']);
  const { found, ...page } = await pageOfCohort(ctx, cohort, ROW_SET_PARTS[query.which], query);
  const tests = await testsOfReports(ctx, cohort, found);
  return {
    data: found.map(({ row, units, unit }, place) => ({
      ...row,
      pattern_at: iso(units.bin[unit] ?? NaN),
      tests: tests[place] ?? null,
    })),
    ...page,
  };
}
