import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { Bench } from './contract';

/** The departments somebody chose in the lab that `db` is bound to, by name. */
export async function benchOf(db: Pick<LabTx, 'benchDepartment'>, userId: string): Promise<Bench> {
  const rows = await db.benchDepartment.findMany({
    where: { userId },
    select: { department: { select: { name: true } } },
  });
  return { departments: rows.map(({ department }) => department.name).toSorted() };
}

/** The departments this person chose as their bench in this lab; none for a key. */
export async function readBench(ctx: Ctx): Promise<Bench> {
  authorize(ctx, 'read');
  return ctx.actor.kind === 'person' ? benchOf(ctx.db, ctx.actor.userId) : { departments: [] };
}

/**
 * The departments a list is narrowed to: those asked for, those of the bench where that is asked
 * for and chosen, or what both have. Null for all; empty where they have nothing in common.
 */
export async function departmentsInForce(
  ctx: Ctx,
  asked: { bench: 'mine' | 'all'; department?: readonly string[] | undefined },
): Promise<string[] | null> {
  const given = asked.department ? [...asked.department] : null;
  if (asked.bench === 'all') return given;
  const { departments } = await readBench(ctx);
  if (departments.length === 0) return given;
  if (given === null) return departments;
  const wanted = new Set(given.map((name) => name.toLowerCase()));
  return departments.filter((name) => wanted.has(name.toLowerCase()));
}
