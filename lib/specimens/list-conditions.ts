import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { invalidField } from '@/lib/platform/errors';
import type { LabRules } from './lab-rules';
import type { ListFilter } from './list-query';
import type { Milestone } from './milestones';

/** The filters of a list with every name turned into what the tables hold. */
export type Conditions = {
  labId: string;
  states: string[] | undefined;
  assayIds: string[] | undefined;
  locationIds: string[] | undefined;
  deviceIds: string[] | undefined;
  priorities: readonly string[] | undefined;
  from: Date | undefined;
  to: Date | undefined;
  q: string | undefined;
  late: boolean | undefined;
  openStates: string[];
  end: Milestone;
  now: Date;
};

type NamedTable = { table: Prisma.Sql; key: Prisma.Sql; id: Prisma.Sql };

const ASSAYS: NamedTable = { table: Prisma.sql`assays`, key: Prisma.sql`code`, id: Prisma.sql`id` };
const LOCATIONS = { table: Prisma.sql`locations`, key: Prisma.sql`name`, id: Prisma.sql`id` };
const DEVICES = { table: Prisma.sql`devices`, key: Prisma.sql`name`, id: Prisma.sql`id` };
const DEPARTMENTS = { table: Prisma.sql`departments`, key: Prisma.sql`name`, id: Prisma.sql`id` };

const Found = z.array(z.object({ id: z.string(), key: z.string() }));

async function idsOf(
  ctx: Ctx,
  { table, key, id }: NamedTable,
  field: string,
  names: readonly string[] | undefined,
): Promise<string[] | undefined> {
  if (names === undefined) return undefined;
  const wanted = names.map((name) => name.toLowerCase());
  const found = Found.parse(
    await ctx.db.$queryRaw`
      SELECT ${id}::text AS id, lower(${key}) AS key FROM ${table}
      WHERE lab_id = ${ctx.lab.id}::uuid AND lower(${key}) = ANY(${wanted})`,
  );
  const known = new Set(found.map((row) => row.key));
  const unknown = names.find((name) => !known.has(name.toLowerCase()));
  if (unknown !== undefined) throw invalidField(field, `this lab has no ${field} “${unknown}”`);
  return found.map((row) => row.id);
}

function statesOf(rules: LabRules, given: readonly string[] | undefined): string[] | undefined {
  return given?.flatMap((name) => {
    const matching = rules.states.filter((state) => state.key === name || state.kind === name);
    if (matching.length === 0) {
      const keys = rules.states.map((state) => state.key).join(', ');
      throw invalidField('state', `must be one of ${keys}, or open, done, void`);
    }
    return matching.map((state) => state.key);
  });
}

/** Turns filters into conditions; a name this lab does not have is 422 for its field. */
export async function conditionsOf(
  ctx: Ctx,
  rules: LabRules,
  filter: ListFilter,
): Promise<Conditions> {
  const states = statesOf(rules, filter.state);
  const [assays, locationIds, deviceIds, departments] = await Promise.all([
    idsOf(ctx, ASSAYS, 'assay', filter.assay),
    idsOf(ctx, LOCATIONS, 'location', filter.location),
    idsOf(ctx, DEVICES, 'device', filter.device),
    idsOf(ctx, DEPARTMENTS, 'department', filter.department),
  ]);
  let assayIds = assays;
  if (departments !== undefined) {
    const within = await ctx.db.assay.findMany({
      where: { departmentId: { in: departments } },
      select: { id: true },
    });
    const ids = within.map(({ id }) => id);
    assayIds = assays === undefined ? ids : ids.filter((id) => assays.includes(id));
  }
  return {
    labId: ctx.lab.id,
    states: states && [...new Set(states)],
    assayIds,
    locationIds,
    deviceIds,
    priorities: filter.priority,
    from: filter.from,
    to: filter.to,
    q: filter.q,
    late: filter.late,
    openStates: rules.states.filter((state) => state.kind === 'open').map((state) => state.key),
    end: rules.headline.end,
    now: ctx.now,
  };
}
