import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { isId } from '@/lib/platform/ids';
import type { AuditEventAnswer, AuditFilter } from './contract';

const Row = z.object({
  id: z.string(),
  at: z.date(),
  actor_kind: z.enum(['person', 'key', 'system']),
  actor_id: z.string().nullable(),
  actor_name: z.string(),
  action: z.string(),
  entity: z.string(),
  entity_id: z.string().nullable(),
  request_id: z.string(),
  before: z.json().nullable(),
  after: z.json().nullable(),
  reason: z.string().nullable(),
  position: z.number().nullable(),
  hash: z.string().nullable(),
  sealed_at: z.date().nullable(),
});
type Row = z.output<typeof Row>;

/** Where a page begins: after this row, in falling order of time and id. */
export type AuditPlace = { at: Date; id: string };

function holds(text: string, column: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`position(lower(${text}) in lower(${column})) > 0`;
}

async function aboutThing(ctx: Ctx, thing: string): Promise<Prisma.Sql> {
  const specimen = await ctx.db.specimen.findFirst({
    where: { number: thing },
    select: { id: true },
  });
  const ids = [thing, ...(specimen ? [specimen.id] : [])];
  // A specimen's results, calls and notes are kept under things of their own that tell its number.
  return Prisma.sql`(e.entity_id = ANY(${ids}) OR e.after ->> 'specimen_id' = ${thing})`;
}

async function conditionsOf(ctx: Ctx, filter: AuditFilter): Promise<Prisma.Sql[]> {
  const { from, to, actor, action, entity, entity_id, request_id } = filter;
  const conditions = [Prisma.sql`e.lab_id = ${ctx.lab.id}::uuid`];
  if (from) conditions.push(Prisma.sql`e.at >= ${from}`);
  if (to) conditions.push(Prisma.sql`e.at < ${to}`);
  if (actor !== undefined) {
    const named = holds(actor, Prisma.sql`e.actor_name`);
    const known = isId(actor) ? Prisma.sql`e.actor_id = ${actor}::uuid` : Prisma.sql`false`;
    conditions.push(Prisma.sql`(${named} OR ${known})`);
  }
  if (action !== undefined) {
    conditions.push(
      action.endsWith('.')
        ? Prisma.sql`starts_with(e.action, ${action})`
        : Prisma.sql`e.action = ${action}`,
    );
  }
  if (entity !== undefined) conditions.push(Prisma.sql`e.entity = ${entity}`);
  if (entity_id !== undefined) conditions.push(await aboutThing(ctx, entity_id));
  if (request_id !== undefined) conditions.push(holds(request_id, Prisma.sql`e.request_id`));
  return conditions;
}

/** The numbers of the specimens that rows are about, by the specimens' ids. */
async function specimenNumbers(ctx: Ctx, rows: readonly Row[]): Promise<Map<string, string>> {
  const ids = rows.flatMap(({ entity, entity_id }) =>
    entity === 'specimen' && entity_id !== null && isId(entity_id) ? [entity_id] : [],
  );
  if (ids.length === 0) return new Map();
  const found = await ctx.db.specimen.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, number: true },
  });
  return new Map(found.map(({ id, number }) => [id, number]));
}

const ToldNumber = z.object({ specimen_id: z.string() });

function answerOf(row: Row, numbers: ReadonlyMap<string, string>): AuditEventAnswer {
  const { id, at, action, entity, entity_id, request_id, reason, before, after } = row;
  const told = ToldNumber.safeParse(after).data?.specimen_id;
  return {
    id,
    at: at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_name },
    action,
    entity,
    entity_id,
    specimen_id: numbers.get(entity_id ?? '') ?? told ?? null,
    request_id,
    reason,
    before,
    after,
    seal:
      row.position === null || row.hash === null || row.sealed_at === null
        ? null
        : { position: row.position, hash: row.hash, sealed_at: row.sealed_at.toISOString() },
  };
}

/** At most `limit` events of the lab that meet the filter, the newest first. */
export async function readAuditRows(
  ctx: Ctx,
  filter: AuditFilter,
  after: AuditPlace | null,
  limit: number,
): Promise<AuditEventAnswer[]> {
  const conditions = await conditionsOf(ctx, filter);
  if (after) conditions.push(Prisma.sql`(e.at, e.id) < (${after.at}, ${after.id}::uuid)`);
  const rows = z.array(Row).parse(
    await ctx.db.$queryRaw`
      SELECT e.id::text, e.at, e.actor_kind::text, e.actor_id::text, e.actor_name, e.action,
        e.entity, e.entity_id, e.request_id, e.before, e.after, e.reason,
        s.position::float8 AS position, encode(s.hash, 'hex') AS hash, s.sealed_at
      FROM (
        SELECT * FROM audit_events e WHERE ${Prisma.join(conditions, ' AND ')}
        ORDER BY e.at DESC, e.id DESC LIMIT ${limit}
      ) e
      LEFT JOIN audit_seals s ON s.event_id = e.id
      ORDER BY e.at DESC, e.id DESC`,
  );
  const numbers = await specimenNumbers(ctx, rows);
  return rows.map((row) => answerOf(row, numbers));
}
