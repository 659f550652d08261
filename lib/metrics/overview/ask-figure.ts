import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { GivenParams } from '@/lib/platform/http/page-address';
import type { ServeFigure } from '../define-figure';
import { figureNamed } from '../figures/figure-list';

type Ask = (ctx: Ctx, params: GivenParams) => Promise<unknown>;

/** Answers in the process what the interface would: the same contract, the same question. */
const inProcess: ServeFigure<Ask> = (endpoint, handler) => async (ctx, params) =>
  endpoint.answer.parse(await handler(ctx, { query: endpoint.query.parse(params) }));

const Total = z.object({ total: z.int() });

/**
 * How many rows stand behind a number of a declared figure: what its list of rows says itself, so
 * that a link to it cannot say anything else.
 */
export async function rowTotal(
  ctx: Ctx,
  name: string,
  which: string,
  params: GivenParams,
): Promise<number> {
  const figure = figureNamed(name);
  if (!figure) throw new Error(`There is no figure ${name}`);
  const answer = await figure.bind(inProcess).rows(ctx, { ...params, which, limit: '1' });
  return Total.parse(answer).total;
}
