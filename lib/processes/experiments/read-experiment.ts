import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import type { ExperimentWithPlan } from '../contract';
import { experimentOf, ExperimentRow, experimentsSql } from './experiment-row';
import { readOutlook } from '../forecast/read-outlook';
import { keptPlan } from './kept-plan';

/** An experiment with the counts of its steps, its plan and when it ends; an unknown one is 404. */
export async function readExperiment(ctx: Ctx, uuid: string): Promise<ExperimentWithPlan> {
  const experiment = await readExperimentAsTold(ctx, uuid);
  const { forecast } = await readOutlook(ctx, experiment);
  return { ...experiment, forecast };
}

/** The same without a forecast. */
export async function readExperimentAsTold(
  ctx: Ctx,
  uuid: string,
): Promise<Omit<ExperimentWithPlan, 'forecast'>> {
  authorize(ctx, 'platform.read');
  if (!isId(uuid)) throw notFound('experiment');
  const [rows, planned] = await Promise.all([
    ctx.db.$queryRaw(
      experimentsSql(Prisma.sql`WHERE e.lab_id = ${ctx.lab.id}::uuid AND e.id = ${uuid}::uuid`),
    ),
    ctx.db.experiment.findFirst({ where: { id: uuid }, select: { plan: true } }),
  ]);
  const [row] = z.array(ExperimentRow).parse(rows);
  if (!row) throw notFound('experiment');
  return { ...experimentOf(row), plan: await keptPlan(ctx.db, ctx, planned?.plan) };
}
