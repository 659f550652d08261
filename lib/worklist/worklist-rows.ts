import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { inOrderOf } from '@/lib/platform/db/named-rows';
import type { LabRules } from '@/lib/specimens/lab-rules';
import { milestonesOf } from '@/lib/specimens/milestones';
import { isoOrNull, TEST_SELECT, testDto } from '@/lib/specimens/test-row';
import type { WorklistRow } from './contract';
import { hadAHandSql } from './own-hand-sql';
import { atRiskFrom, minutesLeft, urgencyOf } from './urgency';

const OWN_HAND = 'You submitted it or entered its results; somebody else has to look.';

/**
 * These tests in this order, as the reader may act on them: what four eyes keep them from is not
 * allowed, and says why.
 */
export async function worklistRows(
  ctx: Ctx,
  rules: LabRules,
  ids: string[],
  hands: readonly string[],
): Promise<WorklistRow[]> {
  const [rows, own] = await Promise.all([
    ctx.db.orderedTest.findMany({
      where: { id: { in: ids } },
      select: { ...TEST_SELECT, specimen: { select: { number: true, version: true } } },
    }),
    ownIds(ctx, rules, ids, hands),
  ]);
  const reading = { rules, actor: ctx.actor, now: ctx.now };
  return inOrderOf(ids, rows).map((row): WorklistRow => {
    const test = testDto(row, row.specimen.number, reading);
    const times = milestonesOf(row);
    const timed = {
      dueAt: row.dueAt,
      startAt: times[rules.headline.start],
      endedAt: times[rules.headline.end],
    };
    const looked = own.has(row.id) ? fourEyesActions(rules, row.stateKey) : [];
    const refused = test.allowed_actions.filter((action) => looked.includes(action));
    return {
      ...test,
      allowed_actions: test.allowed_actions.filter((action) => !looked.includes(action)),
      refused_actions: refused.map((action) => ({ action, why: OWN_HAND })),
      version: row.specimen.version,
      urgency: urgencyOf(timed, ctx.now),
      minutes_left: minutesLeft(timed, ctx.now),
      at_risk_from: timed.endedAt === null ? isoOrNull(atRiskFrom(timed)) : null,
    };
  });
}

function fourEyesActions(rules: LabRules, state: string): string[] {
  if (!rules.fourEyes) return [];
  return rules.transitions
    .filter((row) => row.fourEyes && row.from === state)
    .map(({ action }) => action);
}

/** Of these tests, those in a state that four eyes look at in which the reader had a hand. */
async function ownIds(
  ctx: Ctx,
  rules: LabRules,
  ids: string[],
  hands: readonly string[],
): Promise<Set<string>> {
  const states = rules.fourEyes
    ? rules.transitions.filter((row) => row.fourEyes).map((row) => row.from)
    : [];
  if (ids.length === 0 || states.length === 0 || hands.length === 0) return new Set();
  const rows = z.array(z.object({ id: z.string() })).parse(
    await ctx.db.$queryRaw`
      SELECT t.id::text AS id FROM ordered_tests t
      WHERE t.lab_id = ${ctx.lab.id}::uuid AND t.id = ANY(${ids}::uuid[])
        AND t.state_key = ANY(${states}) AND ${hadAHandSql(hands)}`,
  );
  return new Set(rows.map(({ id }) => id));
}
