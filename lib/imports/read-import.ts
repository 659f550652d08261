import { authorize, type Ctx } from '@/lib/platform/context';
import type { Import } from '@/lib/platform/db/generated/client';
import { notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import type { ImportAnswer } from './contract';
import { importAnswer } from './import-answer';

/** The stored import of this id, or 404; an upload that is still coming is none yet. */
export async function findImport(ctx: Ctx, id: string): Promise<Import> {
  const record = isId(id)
    ? await ctx.db.import.findFirst({ where: { id, status: { not: 'uploading' } } })
    : null;
  if (!record) throw notFound('import');
  return record;
}

export async function readImport(ctx: Ctx, id: string): Promise<ImportAnswer> {
  authorize(ctx, 'read');
  const record = await findImport(ctx, id);
  const chunk = await ctx.db.importChunk.findFirst({
    where: { importId: id },
    select: { index: true },
  });
  return importAnswer(record, chunk !== null);
}
