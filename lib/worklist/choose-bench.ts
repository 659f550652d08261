import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { DEPARTMENT_ROWS } from '@/lib/labs/departments/department-row';
import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { findNamed } from '@/lib/specimens/find-named';
import { BenchChoice, type Bench } from './contract';
import { benchOf } from './read-bench';

/**
 * Chooses a person's own bench in this lab: the departments whose work they want to see. None
 * takes it away. A department this lab does not have is 422; a key has no bench and gets 403.
 */
export async function chooseBench(ctx: Ctx, given: BenchChoice): Promise<Bench> {
  authorize(ctx, 'read');
  const { actor } = ctx;
  if (actor.kind !== 'person') {
    throw new AppError('forbidden', 'Only a person has a bench. Filter by department instead.');
  }
  const { departments } = parseInput(BenchChoice, given);
  const found = await findNamed(
    ctx,
    DEPARTMENT_ROWS,
    departments,
    (index) => `departments.${index}`,
  );
  const { userId } = actor;
  const labId = ctx.lab.id;
  return ctx.db.$transaction(async (tx) => {
    // Two windows of one person choosing at once: one after the other.
    await tx.$queryRaw`
      SELECT 1 FROM memberships
      WHERE lab_id = ${labId}::uuid AND user_id = ${userId}::uuid FOR UPDATE`;
    const before = await benchOf(tx, userId);
    await tx.benchDepartment.deleteMany({ where: { userId } });
    const ids = [...new Set(found.map(({ id }) => id))];
    await tx.benchDepartment.createMany({
      data: ids.map((departmentId) => ({ labId, userId, departmentId })),
    });
    const after = await benchOf(tx, userId);
    if (JSON.stringify(before) !== JSON.stringify(after)) {
      await recordAuditEvent(tx, ctx, {
        action: 'bench.choose',
        entity: 'bench',
        entityId: userId,
        before,
        after,
      });
    }
    return after;
  });
}
