import { authorize, type Ctx } from '@/lib/platform/context';
import type { WhatIf } from '@/lib/platform/db/generated/client';
import { notFound } from '@/lib/platform/errors';
import { isId } from '@/lib/platform/ids';
import type { WhatIfAnswer } from '../contract';
import { whatIfAnswer } from './what-if-answer';

/** The what-if of this id, or 404. */
export async function findWhatIf(ctx: Ctx, id: string): Promise<WhatIf> {
  const row = isId(id) ? await ctx.db.whatIf.findFirst({ where: { id } }) : null;
  if (!row) throw notFound('what-if');
  return row;
}

export async function readWhatIf(ctx: Ctx, id: string): Promise<WhatIfAnswer> {
  authorize(ctx, 'what_if.run');
  return whatIfAnswer(await findWhatIf(ctx, id));
}
