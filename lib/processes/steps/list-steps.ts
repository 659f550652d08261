import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { notFound } from '@/lib/platform/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { isId } from '@/lib/platform/ids';
import type { Step, StepQuery } from '../contract';
import { stepConditions } from './step-conditions';
import { stepsById, stepsWhere } from './step-row';

const Cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** A page of steps, the latest start first. */
export async function listSteps(
  ctx: Ctx,
  query: StepQuery,
): Promise<{ data: Step[]; next_cursor: string | null }> {
  authorize(ctx, 'platform.read');
  const conditions = await stepConditions(ctx, query);
  // Written out, so that every plan of it may use the index of what runs.
  if (query.running === true) conditions.push(Prisma.sql`s.finished_at IS NULL`);
  if (query.running === false) conditions.push(Prisma.sql`s.finished_at IS NOT NULL`);
  if (query.cursor !== undefined) {
    const [at, id] = decodeCursor(query.cursor, Cursor);
    conditions.push(Prisma.sql`(s.started_at, s.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const found = await stepsWhere(
    ctx.db,
    Prisma.sql`WHERE ${Prisma.join(conditions, ' AND ')}
      ORDER BY s.started_at DESC, s.id DESC LIMIT ${query.limit + 1}`,
  );
  const page = found.slice(0, query.limit);
  const last = found.length > query.limit ? page.at(-1) : undefined;
  return { data: page, next_cursor: last ? encodeCursor([last.start, last.id]) : null };
}

/** One step; an unknown one is 404. */
export async function readStep(ctx: Ctx, id: string): Promise<Step> {
  authorize(ctx, 'platform.read');
  const [step] = isId(id) ? await stepsById(ctx.db, ctx.lab.id, [id]) : [];
  if (!step) throw notFound('step');
  return step;
}
