import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { invalidField } from '@/lib/platform/errors';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { timeField } from '@/lib/platform/http/time-field';
import { isId } from '@/lib/platform/ids';
import type { QualityRunRow, QualityRunsQuery } from '../contract';
import { ruleSetOf } from '../rule-sets/find-rule-set';
import { IN_LISTS, runRow } from './run-row';

const Cursor = z.tuple([timeField, z.uuid()]);

/** By id a removed rule set is found as well: its runs stay. */
async function ruleSetIdOf(ctx: Ctx, ref: string): Promise<string> {
  if (isId(ref)) return ref;
  const row = await ruleSetOf(ctx.db, ref);
  if (!row) throw invalidField('rule_set', 'is no rule set of this lab');
  return row.id;
}

/** Runs of files and of the lab's own data, the newest first. */
export async function listRuns(
  ctx: Ctx,
  query: QualityRunsQuery,
): Promise<{ data: QualityRunRow[]; next_cursor: string | null }> {
  authorize(ctx, 'read');
  const { limit, cursor, rule_set, source, status, verdict } = query;
  const after = cursor === undefined ? null : decodeCursor(cursor, Cursor);
  const rows = await ctx.db.qualityRun.findMany({
    where: {
      status: status ?? { not: 'uploading' },
      source,
      verdict,
      ruleSetId: rule_set === undefined ? undefined : await ruleSetIdOf(ctx, rule_set),
      ...(after
        ? { OR: [{ createdAt: { lt: after[0] } }, { createdAt: after[0], id: { lt: after[1] } }] }
        : {}),
    },
    ...IN_LISTS,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map(runRow),
    next_cursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}
