import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import { decodeCursor, encodeCursor } from '@/lib/platform/http/page-of-list';
import { timeField } from '@/lib/platform/http/time-field';
import type { WhatIfRow, WhatIfsQuery } from '../contract';
import { whatIfRow } from './what-if-answer';

const Cursor = z.tuple([timeField, z.uuid()]);
const Heads = z.array(
  z.object({
    id: z.string(),
    kind: z.enum(['what_if', 'back_test']),
    scenarios: z.array(z.string()),
  }),
);

/** What-ifs and back-tests, the newest first, without what was fitted and found. */
export async function listWhatIfs(
  ctx: Ctx,
  { limit, cursor, kind }: WhatIfsQuery,
): Promise<{ data: WhatIfRow[]; next_cursor: string | null }> {
  authorize(ctx, 'what_if.run');
  const after = cursor === undefined ? null : decodeCursor(cursor, Cursor);
  const rows = await ctx.db.whatIf.findMany({
    where: {
      ...(kind === undefined ? {} : { question: { path: ['kind'], equals: kind } }),
      ...(after
        ? { OR: [{ createdAt: { lt: after[0] } }, { createdAt: after[0], id: { lt: after[1] } }] }
        : {}),
    },
    omit: { question: true, answer: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const heads = Heads.parse(
    await ctx.db.$queryRaw`
      SELECT id::text, question->>'kind' AS kind,
        jsonb_path_query_array(question, '$.simulation.scenarios[*].name') AS scenarios
      FROM what_ifs
      WHERE lab_id = ${ctx.lab.id}::uuid AND id = ANY(${page.map(({ id }) => id)}::uuid[])`,
  );
  const headOf = new Map(heads.map((head) => [head.id, head]));
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.map((row) =>
      whatIfRow(row, headOf.get(row.id) ?? { kind: 'what_if', scenarios: [] }),
    ),
    next_cursor: last ? encodeCursor([last.createdAt.toISOString(), last.id]) : null,
  };
}
