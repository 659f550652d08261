import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { inOrderOf } from '@/lib/platform/db/named-rows';
import type { Test } from '../contract';
import { readLabRules } from '../lab-rules';
import { conditionsOf } from './list-conditions';
import { countUpToLimit, pageOfIds, type Source } from './list-page';
import { phasesOf, type Listed } from './list-phases';
import { USUAL_ORDER, type ListQuery } from './list-query';
import { openDueTest, testConditions } from './list-sql';
import { TEST_SELECT, testDto } from '../test-row';

const ALONE = Prisma.sql`ordered_tests t`;
const WITH_SPECIMENS = Prisma.sql`ordered_tests t
  JOIN specimens s ON s.lab_id = t.lab_id AND s.id = t.specimen_id`;

export type ListPage<T> = {
  data: T[];
  nextCursor: string | null;
  previousCursor: string | null;
  /** Rows in all, where asked for; one more than COUNTED_UP_TO for many. */
  count: number | null;
};

/**
 * A page of tests. Deep pages cost what the first does; the number of all is counted only for
 * pages that show it.
 */
export async function listTests(
  ctx: Ctx,
  query: ListQuery,
  options: { count?: boolean } = {},
): Promise<ListPage<Test>> {
  authorize(ctx, 'read');
  const rules = await readLabRules(ctx);
  const given = await conditionsOf(ctx, rules, query);
  const joined = query.sort === 'number' || query.q !== undefined;
  const source: Source = {
    from: joined ? WITH_SPECIMENS : ALONE,
    id: Prisma.sql`t.id`,
    conditions: testConditions(given),
  };
  const listed: Listed = {
    received: Prisma.sql`t.received_at`,
    number: Prisma.sql`s.number`,
    due: Prisma.sql`t.due_at`,
    state: Prisma.sql`t.state_key`,
    priority: Prisma.sql`t.priority`,
    open: openDueTest(given),
  };
  const order = query.order ?? USUAL_ORDER[query.sort];
  const states = given.states ?? rules.states.map((state) => state.key);
  const phases = phasesOf(listed, query.sort, order, states);
  const [page, count] = await Promise.all([
    pageOfIds(ctx.db, source, phases, { ...query, order }),
    options.count ? countUpToLimit(ctx.db, source) : null,
  ]);
  const rows = await ctx.db.orderedTest.findMany({
    where: { id: { in: page.ids } },
    select: { ...TEST_SELECT, specimen: { select: { number: true } } },
  });
  const reading = { rules, actor: ctx.actor, now: ctx.now };
  return {
    data: inOrderOf(page.ids, rows).map((row) => testDto(row, row.specimen.number, reading)),
    nextCursor: page.nextCursor,
    previousCursor: page.previousCursor,
    count,
  };
}
