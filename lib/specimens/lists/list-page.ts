import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabDb } from '@/lib/platform/db/lab-db';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { timeField } from '@/lib/platform/http/time-field';
import { invalidField } from '@/lib/platform/errors';
import { pageByKeys, type Keyed, type Place, type Start } from './keyset';
import type { Phase } from './list-phases';
import { all } from './list-sql';
import type { ListQuery, Order } from './list-query';

/** Counted exactly up to here, and "more than" beyond. */
export const COUNTED_UP_TO = 10_000;

/** What a list stands on: its tables, the id of its rows, and all of its conditions. */
export type Source = { from: Prisma.Sql; id: Prisma.Sql; conditions: readonly Prisma.Sql[] };

export type IdPage = { ids: string[]; nextCursor: string | null; previousCursor: string | null };

const Cursor = z.tuple([
  z.string(),
  z.enum(['on', 'back']),
  z.string(),
  z.string().max(100).nullable(),
  z.uuid(),
]);

const Rows = z.array(z.object({ id: z.string(), key: z.string().nullable() }));

function keyText(phase: Phase): Prisma.Sql {
  if (phase.key === null) return Prisma.sql`NULL::text`;
  if (phase.key.type === 'text') return phase.key.column;
  return Prisma.sql`to_char(${phase.key.column}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

function beyond(source: Source, phase: Phase, from: Place, descending: boolean): Prisma.Sql {
  const sign = descending ? Prisma.sql`<` : Prisma.sql`>`;
  if (phase.key === null || from.key === null) {
    return Prisma.sql`${source.id} ${sign} ${from.id}::uuid`;
  }
  const { column, type } = phase.key;
  const key =
    type === 'time' ? Prisma.sql`${from.key}::timestamptz` : Prisma.sql`${from.key}::text`;
  // The first half alone can be looked up in an index whose second column is another.
  return Prisma.sql`${column} ${sign}= ${key}
    AND (${column}, ${source.id}) ${sign} (${key}, ${from.id}::uuid)`;
}

async function fetchKeyed(
  db: LabDb,
  source: Source,
  phase: Phase,
  from: Place | null,
  backward: boolean,
  limit: number,
): Promise<Keyed[]> {
  const descending = (phase.order === 'desc') !== backward;
  const direction = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const conditions = [
    ...source.conditions,
    phase.where,
    ...(from === null ? [] : [beyond(source, phase, from, descending)]),
  ];
  const sorting =
    phase.key === null
      ? Prisma.sql`${source.id} ${direction}`
      : Prisma.sql`${phase.key.column} ${direction}, ${source.id} ${direction}`;
  return Rows.parse(
    await db.$queryRaw`
      SELECT ${source.id}::text AS id, ${keyText(phase)} AS key FROM ${source.from}
      WHERE ${all(conditions)} ORDER BY ${sorting} LIMIT ${limit}`,
  );
}

function startOf(cursor: string, sorted: string, phases: readonly Phase[]): Start {
  const [of, way, name, key, id] = decodeCursor(cursor, Cursor);
  const phase = phases.find((candidate) => candidate.name === name);
  const fits = phase !== undefined && (phase.key === null) === (key === null) && of === sorted;
  const isTime = phase?.key?.type === 'time';
  if (!fits || (isTime && !timeField.safeParse(key).success)) {
    throw invalidField('cursor', 'is of a list sorted otherwise; begin again without it');
  }
  return { phase: name, key, id, backward: way === 'back' };
}

/** One page of ids, with the cursors of the pages beside it. */
export async function pageOfIds(
  db: LabDb,
  source: Source,
  phases: readonly Phase[],
  query: Pick<ListQuery, 'cursor' | 'limit' | 'sort'> & { order: Order },
): Promise<IdPage> {
  const sorted = `${query.sort} ${query.order}`;
  const start = query.cursor === undefined ? null : startOf(query.cursor, sorted, phases);
  const page = await pageByKeys(phases, start, query.limit, (phase, from, backward, limit) =>
    fetchKeyed(db, source, phase, from, backward, limit),
  );
  const cursor = (way: 'on' | 'back', place: Place | null) =>
    place && encodeCursor([sorted, way, place.phase, place.key, place.id]);
  return {
    ids: page.ids,
    nextCursor: cursor('on', page.next),
    previousCursor: cursor('back', page.previous),
  };
}

const Counted = z.tuple([z.object({ count: z.number() })]);

/** How many rows there are, or one more than COUNTED_UP_TO for many. */
export async function countUpToLimit(db: LabDb, source: Source): Promise<number> {
  const [{ count }] = Counted.parse(
    await db.$queryRaw`
      SELECT count(*)::int AS count FROM (
        SELECT 1 FROM ${source.from} WHERE ${all(source.conditions)} LIMIT ${COUNTED_UP_TO + 1}
      ) AS rows`,
  );
  return count;
}
