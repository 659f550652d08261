import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { StepStatisticsQuery } from '../contract';
import { findContainers, findDeviceEver } from './find-references';

/** The conditions on steps `s` that a query asks for; a name this lab does not have is 422. */
export async function stepConditions(ctx: Ctx, query: StepStatisticsQuery): Promise<Prisma.Sql[]> {
  const { device, container, experiment, fct, kind, from, to } = query;
  const conditions = [Prisma.sql`s.lab_id = ${ctx.lab.id}::uuid`];
  if (device !== undefined) {
    const id = await findDeviceEver(ctx.db, ctx, { field: 'device', name: device });
    conditions.push(Prisma.sql`s.device_id = ${id}::uuid`);
  }
  if (container !== undefined) {
    const ids = await findContainers(ctx.db, ctx, [{ field: 'container', name: container }]);
    conditions.push(Prisma.sql`s.container_id = ${ids.get(container)}::uuid`);
  }
  if (experiment !== undefined) {
    conditions.push(Prisma.sql`s.experiment_id = ${experiment}::uuid`);
  }
  if (fct !== undefined) conditions.push(Prisma.sql`s.fct = ${fct}`);
  if (kind !== undefined) conditions.push(Prisma.sql`s.kind = ${kind}::step_kind`);
  if (from !== undefined) conditions.push(Prisma.sql`s.started_at >= ${from}::timestamptz`);
  if (to !== undefined) conditions.push(Prisma.sql`s.started_at < ${to}::timestamptz`);
  return conditions;
}
