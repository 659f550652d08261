import { z } from 'zod';
import { ASSAY_ROWS } from '@/lib/labs/assays/assay-row';
import { DEPARTMENT_ROWS } from '@/lib/labs/departments/department-row';
import { labSettings } from '@/lib/labs/settings';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import { invalidField } from '@/lib/platform/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { timeField } from '@/lib/platform/http/time-field';
import { findNamed } from '@/lib/specimens/find-named';
import type { Critical, CriticalsQuery } from './contract';
import { CRITICAL_SELECT, criticalDto } from './critical-row';

/** Within how many minutes this lab wants a critical handled. */
export async function criticalMinutesOf(ctx: Pick<Ctx, 'db' | 'lab'>): Promise<number> {
  const lab = await ctx.db.lab.findFirstOrThrow({
    where: { id: ctx.lab.id },
    select: { settings: true },
  });
  return labSettings(lab.settings).criticalMinutes;
}

/** What was entered by mistake has nobody to be told. */
const NOT_VOIDED = { voidedAt: null } as const satisfies Prisma.OrderedTestWhereInput;

async function conditionsOf(ctx: Ctx, query: CriticalsQuery): Promise<Prisma.CriticalWhereInput> {
  const { assay, department, specimen_id: number } = query;
  const [[assayRow], [departmentRow]] = await Promise.all([
    findNamed(ctx, ASSAY_ROWS, assay ? [assay] : [], () => 'assay'),
    findNamed(ctx, DEPARTMENT_ROWS, department ? [department] : [], () => 'department'),
  ]);
  return {
    closedAt: query.status === 'open' ? null : { not: null },
    test: {
      ...NOT_VOIDED,
      ...(assayRow ? { assayId: assayRow.id } : {}),
      ...(departmentRow ? { assay: { departmentId: departmentRow.id } } : {}),
      ...(number ? { specimen: { number } } : {}),
    },
  };
}

const Cursor = z.tuple([z.enum(['open', 'closed']), timeField, z.uuid()]);

/** Where the next page goes on: open ones upwards in time, closed ones downwards. */
function beyond(query: CriticalsQuery): Prisma.CriticalWhereInput {
  if (query.cursor === undefined) return {};
  const [status, at, id] = decodeCursor(query.cursor, Cursor);
  if (status !== query.status) {
    throw invalidField('cursor', 'is of another list; begin again without it');
  }
  return status === 'open'
    ? { OR: [{ availableAt: { gt: at } }, { availableAt: at, id: { gt: id } }] }
    : { OR: [{ closedAt: { lt: at } }, { closedAt: at, id: { lt: id } }] };
}

/** The lab's criticals: open ones longest waiting first, closed ones newest first. */
export async function listCriticals(
  ctx: Ctx,
  query: CriticalsQuery,
): Promise<{ data: Critical[]; nextCursor: string | null }> {
  authorize(ctx, 'read');
  const [conditions, limitMinutes] = await Promise.all([
    conditionsOf(ctx, query),
    criticalMinutesOf(ctx),
  ]);
  const rows = await ctx.db.critical.findMany({
    where: { AND: [conditions, beyond(query)] },
    orderBy:
      query.status === 'open'
        ? [{ availableAt: 'asc' }, { id: 'asc' }]
        : [{ closedAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
    select: CRITICAL_SELECT,
  });
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  const at = last && (query.status === 'open' ? last.availableAt : last.closedAt);
  return {
    data: page.map((row) => criticalDto(row, ctx.now, limitMinutes)),
    nextCursor: last && at ? encodeCursor([query.status, at.toISOString(), last.id]) : null,
  };
}

/** How many are open, for the navigation. */
export function countOpenCriticals(ctx: Pick<Ctx, 'db'>): Promise<number> {
  return ctx.db.critical.count({ where: { closedAt: null, test: NOT_VOIDED } });
}
