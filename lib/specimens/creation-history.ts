import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { newId } from '@/lib/platform/ids';
import type { Plan, PlannedTest } from './new-tests';
import { sourceOf } from './source-of';

/** A planned test with its ids and its due time. */
export type ReadyTest = PlannedTest & { id: string; assayId: string; dueAt: Date | null };

/** Who gave each field that has a value, so that an import never overwrites a person. */
export function sourcesOf(values: Record<string, unknown>, source: string): Prisma.InputJsonObject {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value == null ? [] : [[name, source]])),
  );
}

type HistoryRow = Prisma.TestTransitionCreateManyInput;

/** One row that creates each test, and one that receives it, as the workflow would. */
export function creationHistory(
  ctx: Ctx,
  specimenId: string,
  plan: Pick<Plan, 'receivedAt'>,
  tests: readonly ReadyTest[],
  collectedAt: Date | null,
): HistoryRow[] {
  const common = {
    labId: ctx.lab.id,
    specimenId,
    recordedAt: ctx.now,
    source: sourceOf(ctx.actor),
    ...actorColumns(ctx.actor),
    requestId: ctx.requestId,
  };
  const created = tests.map((test): Omit<HistoryRow, 'sequence'> => ({
    ...common,
    id: newId(),
    testId: test.id,
    action: 'create',
    toState: 'expected',
    occurredAt: test.orderedAt ?? plan.receivedAt ?? ctx.now,
    stamps: {
      ...(test.orderedAt ? { ordered: test.orderedAt.toISOString() } : {}),
      ...(collectedAt ? { collected: collectedAt.toISOString() } : {}),
    },
  }));
  const { receivedAt } = plan;
  const received =
    receivedAt === null
      ? []
      : tests.map((test): Omit<HistoryRow, 'sequence'> => ({
          ...common,
          id: newId(),
          testId: test.id,
          action: 'receive',
          fromState: 'expected',
          toState: 'received',
          occurredAt: receivedAt,
        }));
  return [...created, ...received].map((row, index) => ({ ...row, sequence: index + 1 }));
}
