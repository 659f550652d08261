import type { Ctx } from '@/lib/platform/context';
import type { Test } from './contract';
import { refusedActions } from './transitions/explain-actions';
import type { LabRules } from './lab-rules';
import { testsOfOwnHand } from './transitions/read-hands';
import type { TestDetails } from './test-row';

type Row = { id: string; run: number; retestOfId: string | null; voidedAt: Date | null };

/** Why each of these runs was invalidated, by the run's id. */
async function invalidationReasons(ctx: Ctx, specimenId: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string | null, string | null>();
  const rows = await ctx.db.testTransition.findMany({
    where: { specimenId, action: 'invalidate', testId: { in: [...ids] } },
    select: { testId: true, reason: true },
    orderBy: { sequence: 'asc' },
  });
  return new Map(rows.map(({ testId, reason }) => [testId, reason]));
}

/** The tests of which somebody has still to be told. */
async function testsWithOpenCriticals(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await ctx.db.critical.findMany({
    where: { testId: { in: [...ids] }, closedAt: null },
    select: { testId: true },
  });
  return new Set(rows.map(({ testId }) => testId));
}

/** What the page of one specimen tells of each of its tests besides the test itself, in their order. */
export async function readTestDetails(
  ctx: Ctx,
  rules: LabRules,
  specimenId: string,
  tests: readonly { row: Row; test: Test }[],
): Promise<TestDetails[]> {
  const ids = tests.map(({ row }) => row.id);
  const guarded = new Set(
    rules.fourEyes ? rules.transitions.filter((rule) => rule.fourEyes).map(({ from }) => from) : [],
  );
  const [own, reasons, critical] = await Promise.all([
    testsOfOwnHand(
      ctx.db,
      ctx,
      specimenId,
      tests.filter(({ test }) => guarded.has(test.state)).map(({ row }) => row.id),
    ),
    invalidationReasons(
      ctx,
      specimenId,
      tests.flatMap(({ row }) => row.retestOfId ?? []),
    ),
    testsWithOpenCriticals(ctx, ids),
  ]);
  return tests.map(({ row, test }) => {
    const { states, transitions } = rules;
    const ownHand = own.has(row.id);
    const situation = { state: test.state, states, transitions, actor: ctx.actor, ownHand };
    const refused = row.voidedAt === null ? refusedActions(situation) : [];
    const before = tests.find((other) => other.row.id === row.retestOfId);
    return {
      allowed_actions: test.allowed_actions.filter(
        (action) => !refused.some((entry) => entry.action === action),
      ),
      refused_actions: refused,
      retest_of: before
        ? { run: before.row.run, reason: reasons.get(before.row.id) ?? null }
        : null,
      critical_open: critical.has(row.id),
    };
  });
}
