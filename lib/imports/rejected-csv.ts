import { authorize, type Ctx } from '@/lib/platform/context';
import { streamCsv } from '@/lib/platform/http/stream-csv';
import { csvLine } from '@/lib/platform/csv/csv-cell';
import { findImport } from './read-import';

const PAGE = 2_000;

async function* lines(ctx: Ctx, importId: string): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(['line', 'field', 'value', 'reason'])}`;
  let after: { line: number; place: number } | null = null;
  for (;;) {
    const rows: { line: number; place: number; field: string; value: string; reason: string }[] =
      await ctx.db.importRejection.findMany({
        where: {
          importId,
          ...(after
            ? {
                OR: [
                  { line: { gt: after.line } },
                  { line: after.line, place: { gt: after.place } },
                ],
              }
            : {}),
        },
        orderBy: [{ line: 'asc' }, { place: 'asc' }],
        take: PAGE,
      });
    if (rows.length === 0) return;
    yield rows
      .map(({ line, field, value, reason }) => csvLine([line, field, value, reason]))
      .join('');
    after = rows.at(-1) ?? null;
  }
}

/** The rejected rows of an import as CSV, streamed: line, field, value, reason. */
export async function rejectedCsv(ctx: Ctx, importId: string): Promise<Response> {
  authorize(ctx, 'read');
  const { id, fileName } = await findImport(ctx, importId);
  return streamCsv(`rejected-${fileName}`, lines(ctx, id));
}
