import { labSettings } from '@/lib/labs/settings';
import type { Ctx } from '@/lib/platform/context';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { readBlocks } from '../blocks/read-blocks';
import { AS_OF_COLUMNS, openAsOf, type OpenAsOf } from './open-as-of';
import { resolveFilters } from '../scan/resolve-filters';

/** What was open in the lab, or in some departments, at a moment that has passed. */
export async function readOpenAsOf(
  ctx: Ctx,
  at: Date,
  departments: readonly string[] | null,
): Promise<OpenAsOf> {
  const [rules, filters, lab, locations] = await Promise.all([
    readLabRules(ctx),
    resolveFilters(ctx, { department: departments ? [...departments] : undefined }),
    ctx.db.lab.findFirstOrThrow({ where: { id: ctx.lab.id }, select: { settings: true } }),
    ctx.db.location.findMany({
      where: { missingAfterMinutes: { not: null } },
      select: { id: true, missingAfterMinutes: true },
    }),
  ]);
  const columns = new Set([...AS_OF_COLUMNS, ...filters.map(({ column }) => column)]);
  const { headline } = rules;
  // Whatever had begun by then may have been open; what began later was not.
  const until = { from: -Infinity, to: at.getTime() + 1 };
  const blocks = await readBlocks(
    ctx.lab.id,
    [...columns, headline.start, headline.end].filter((name, at, all) => all.indexOf(name) === at),
    [
      { column: 'ordered', ...until },
      { column: 'collected', ...until },
      { column: 'received', ...until },
    ],
  );
  return openAsOf(blocks, {
    at,
    filters,
    headline,
    voidStates: new Set([...rules.kindOf].flatMap(([key, kind]) => (kind === 'void' ? [key] : []))),
    missingAfter: {
      minutes: labSettings(lab.settings).missingAfterMinutes,
      byLocation: new Map(
        locations.flatMap(({ id, missingAfterMinutes }) =>
          missingAfterMinutes === null ? [] : [[id, missingAfterMinutes] as const],
        ),
      ),
    },
  });
}
