import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { invalidField } from '@/lib/platform/errors';
import { TEST_MILESTONE } from '@/lib/metrics/milestone-sql';
import type { LabRules } from '@/lib/specimens/lab-rules';
import { conditionsOf } from '@/lib/specimens/lists/list-conditions';
import type { ListFilter } from '@/lib/specimens/lists/list-query';
import { all, testConditions } from '@/lib/specimens/lists/list-sql';
import type { NextStep } from './contract';
import { hadAHandSql } from './own-hand-sql';
import { AT_RISK_PERCENT, URGENCIES } from './urgency';

/** Open tests `t`, joined with their specimens `s` where a filter needs them. */
export type OpenTests = { from: Prisma.Sql; where: Prisma.Sql };

type Filter = Pick<
  ListFilter,
  'state' | 'assay' | 'department' | 'location' | 'priority' | 'device' | 'q'
>;

/** The open tests a filter asks for; a name the lab does not have, or a state not open, is 422. */
export async function openTests(ctx: Ctx, rules: LabRules, filter: Filter): Promise<OpenTests> {
  const given = await conditionsOf(ctx, rules, filter);
  const closed = given.states?.find((key) => rules.kindOf.get(key) !== 'open');
  if (closed !== undefined) {
    throw invalidField('state', `must be one of ${given.openStates.join(', ')}`);
  }
  const conditions = testConditions({ ...given, states: given.states ?? given.openStates });
  return {
    from:
      filter.q === undefined
        ? Prisma.sql`ordered_tests t`
        : Prisma.sql`ordered_tests t
            JOIN specimens s ON s.lab_id = t.lab_id AND s.id = t.specimen_id`,
    where: all([...conditions, Prisma.sql`t.voided_at IS NULL`]),
  };
}

/**
 * urgencyOf of urgency.ts for the test `t`, as its place among URGENCIES. Both sides of the
 * comparison are exact numbers of seconds.
 */
export function urgencySql({ headline }: Pick<LabRules, 'headline'>, now: Date): Prisma.Sql {
  const start = TEST_MILESTONE[headline.start];
  const at = Prisma.sql`${now}::timestamptz`;
  const place = (urgency: (typeof URGENCIES)[number]) =>
    Prisma.sql`${URGENCIES.indexOf(urgency)}::int`;
  return Prisma.sql`CASE
    WHEN t.due_at IS NULL OR ${TEST_MILESTONE[headline.end]} IS NOT NULL THEN ${place('no_due')}
    WHEN t.due_at < ${at} THEN ${place('overdue')}
    WHEN 100 * extract(epoch FROM ${at} - ${start})
      >= ${AT_RISK_PERCENT}::int * extract(epoch FROM t.due_at - ${start}) THEN ${place('at_risk')}
    ELSE ${place('in_time')} END`;
}

/** What sorts within an urgency: the due time; where none runs, how long it has been here. */
export function withinUrgencySql({ headline }: Pick<LabRules, 'headline'>): Prisma.Sql {
  return Prisma.sql`CASE
    WHEN t.due_at IS NULL OR ${TEST_MILESTONE[headline.end]} IS NOT NULL
    THEN coalesce(t.received_at, t.ordered_at, t.created_at) ELSE t.due_at END`;
}

/** Whether the test `t` waits for this step by somebody with these hands. */
export function waitsForSql(step: NextStep, rules: LabRules, hands: readonly string[]): Prisma.Sql {
  const rows = rules.transitions.filter((row) => row.action === step);
  const states = (list: typeof rows) => Prisma.sql`t.state_key = ANY(${list.map((r) => r.from)})`;
  const others = rules.fourEyes ? rows.filter((row) => row.fourEyes) : [];
  return Prisma.sql`(${states(rows)} AND NOT (${states(others)} AND ${hadAHandSql(hands)}))`;
}
