import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { inOrderOf } from '@/lib/platform/db/named-rows';
import type { SpecimenRow } from '../contract';
import { readLabRules } from '../lab-rules';
import { conditionsOf, type Conditions } from './list-conditions';
import { countUpToLimit, pageOfIds, type Source } from './list-page';
import { phasesOf, type Listed } from './list-phases';
import { USUAL_ORDER, type ListQuery } from './list-query';
import { openDueTest, specimenConditions } from './list-sql';
import type { ListPage } from './list-tests';
import { SPECIMEN_SELECT, specimenDto } from '../specimen-row';

const ALONE = Prisma.sql`specimens s`;

/** With the first due of each specimen's open tests, of which there are few. */
function withDue(given: Conditions): Prisma.Sql {
  return Prisma.sql`specimens s LEFT JOIN (
    SELECT t.specimen_id, min(t.due_at) AS due_at FROM ordered_tests t
    WHERE t.lab_id = ${given.labId}::uuid AND ${openDueTest(given)} GROUP BY 1
  ) AS due ON due.specimen_id = s.id`;
}

/** A page of specimens; see listTests. */
export async function listSpecimens(
  ctx: Ctx,
  query: ListQuery,
  options: { count?: boolean } = {},
): Promise<ListPage<SpecimenRow>> {
  authorize(ctx, 'read');
  const rules = await readLabRules(ctx);
  const given = await conditionsOf(ctx, rules, query);
  const plain: Source = {
    from: ALONE,
    id: Prisma.sql`s.id`,
    conditions: specimenConditions(given),
  };
  const listed: Listed = {
    received: Prisma.sql`s.received_at`,
    number: Prisma.sql`s.number`,
    due: Prisma.sql`due.due_at`,
    state: Prisma.sql`s.state_key`,
    priority: Prisma.sql`s.priority`,
    open: Prisma.sql`due.due_at IS NOT NULL`,
  };
  const order = query.order ?? USUAL_ORDER[query.sort];
  const states = given.states ?? rules.states.map((state) => state.key);
  const phases = phasesOf(listed, query.sort, order, states);
  const source = query.sort === 'due' ? { ...plain, from: withDue(given) } : plain;
  const [page, count] = await Promise.all([
    pageOfIds(ctx.db, source, phases, { ...query, order }),
    options.count ? countUpToLimit(ctx.db, plain) : null,
  ]);
  const rows = await ctx.db.specimen.findMany({
    where: { id: { in: page.ids } },
    select: SPECIMEN_SELECT,
  });
  const reading = { rules, actor: ctx.actor, now: ctx.now };
  return {
    data: inOrderOf(page.ids, rows).map((row) => specimenDto(row, reading)),
    nextCursor: page.nextCursor,
    previousCursor: page.previousCursor,
    count,
  };
}
