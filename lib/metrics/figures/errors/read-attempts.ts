import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { Block } from '../../blocks/block';
import type { ColumnName } from '../../blocks/block-columns';
import { readBlocks } from '../../blocks/read-blocks';
import { FILTER_NAMES, type MetricFilters } from '../../contract';
import { ATTEMPT_COLUMNS, columnOfFilter } from '../../scan/attempts';
import type { AttributeFilter } from '../../scan/attribute-filter';
import { resolveFilters } from '../../scan/resolve-filters';
import { resolveWindow, type Window } from '../../window';

export type ReadAttempts = {
  blocks: Block[];
  filters: AttributeFilter[];
  window: Window;
  /** Keys of the lab's void states. */
  voidStates: ReadonlySet<string>;
};

const Keys = z.array(z.object({ key: z.string() }));

/** Reads the blocks with an attempt that ended in the window, and what they are held against. */
export async function readAttempts(
  ctx: Ctx,
  asked: MetricFilters & { from?: Date; to?: Date },
  others: readonly ColumnName[],
): Promise<ReadAttempts> {
  const window = resolveWindow(asked, ctx.now);
  const [filters, voidKeys] = await Promise.all([
    resolveFilters(ctx, Object.fromEntries(FILTER_NAMES.map((name) => [name, asked[name]]))),
    ctx.db.$queryRaw`SELECT key FROM states WHERE lab_id = ${ctx.lab.id}::uuid AND kind = 'void'`,
  ]);
  const columns = new Set([...ATTEMPT_COLUMNS, ...others, ...filters.map(columnOfFilter)]);
  const [from, to] = [window.from.getTime(), window.to.getTime()];
  return {
    blocks: await readBlocks(ctx.lab.id, [...columns], [{ column: 'attempt_ended', from, to }]),
    filters,
    window,
    voidStates: new Set(Keys.parse(voidKeys).map(({ key }) => key)),
  };
}
