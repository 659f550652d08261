import { authorize, type Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import type { ProcessWithSource } from './contract';
import { processOf } from './process-row';

/** A version of a process with its source; an unknown one is 404. */
export async function readProcess(ctx: Ctx, uuid: string): Promise<ProcessWithSource> {
  authorize(ctx, 'platform.read');
  const row = isId(uuid) ? await ctx.db.process.findFirst({ where: { id: uuid } }) : null;
  if (!row) throw notFound('process');
  return { ...processOf(row), source: row.source };
}
