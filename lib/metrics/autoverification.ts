import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type {
  AutoverificationAnswer,
  AutoverificationOfAssay,
  AutoverificationQuery,
} from './autoverification-contract';
import { releasedIn, verifiedBySystem } from './autoverification-sql';
import { FILTER_NAMES, type MetricFilters, type Receipt } from './contract';
import { wilson95 } from './wilson';
import { resolveWindow, type Window } from './window';

/** Changes whenever the same rows would give another figure. */
const VERSION = '1';

const Found = z.array(
  z.object({
    code: z.string(),
    name: z.string(),
    autoverify: z.boolean(),
    count: z.int(),
    total: z.int(),
  }),
);

function shareOf(count: number, total: number) {
  const percent = wilson95(count, total);
  return {
    count,
    total,
    share: total > 0 ? count / total : null,
    ci95: percent ? ([percent[0] / 100, percent[1] / 100] satisfies [number, number]) : null,
  };
}

/** The filters of a question that were given. */
export function filtersOf(query: AutoverificationQuery): MetricFilters {
  const { from: _from, to: _to, ...filters } = query;
  return filters;
}

function rowsUrl(labSlug: string, window: Window, filters: MetricFilters): string {
  const params = new URLSearchParams({
    from: window.from.toISOString(),
    to: window.to.toISOString(),
  });
  for (const name of FILTER_NAMES) {
    for (const value of filters[name] ?? []) params.append(name, value);
  }
  params.set('lab', labSlug);
  return `/api/v1/metrics/autoverification/rows?${params}`;
}

function receiptOf(ctx: Ctx, window: Window, filters: MetricFilters): Receipt {
  const asked: Receipt['filters'] = {};
  for (const name of FILTER_NAMES) {
    const values = filters[name];
    if (values && values.length > 0) asked[name] = values;
  }
  return {
    definition:
      'Of the tests first released in the window, those of voided specimens left out, the share ' +
      'whose verification in force at that release was made by the system: complete, all final, ' +
      'every flag N, none critical, no device error. What was amended or invalidated later stays ' +
      'as it was. Tests released without a verification, as imported ones are, count in the ' +
      'whole and not in the part.',
    version: VERSION,
    window: { from: window.from.toISOString(), to: window.to.toISOString() },
    time_zone: ctx.lab.timeZone,
    filters: asked,
    method: 'A share of counted tests, 0–1, with its Wilson 95 % interval.',
    computed_at: ctx.now.toISOString(),
    rows_url: rowsUrl(ctx.lab.slug, window, filters),
  };
}

/** How much of what was released the system verified by itself, as a whole and by assay. */
export async function autoverification(
  ctx: Ctx,
  query: AutoverificationQuery,
): Promise<AutoverificationAnswer> {
  authorize(ctx, 'read');
  const labId = ctx.lab.id;
  const window = resolveWindow(query, ctx.now);
  const filters = filtersOf(query);
  const found = await ctx.db.$transaction(
    async (tx) => {
      // Compiling the query costs more than it saves.
      await tx.$queryRaw`SELECT set_config('jit', 'off', true)`;
      return Found.parse(
        await tx.$queryRaw`
          SELECT a.code, a.name, a.autoverify, c.count, c.total
          FROM (
            SELECT t.assay_id, count(*)::int AS total,
              (count(*) FILTER (WHERE ${verifiedBySystem(labId)}))::int AS count
            ${releasedIn(labId, window, filters)} GROUP BY t.assay_id
          ) c JOIN assays a ON a.lab_id = ${labId}::uuid AND a.id = c.assay_id
          ORDER BY lower(a.code)`,
      );
    },
    { timeout: 60_000 },
  );
  const sum = (read: (row: (typeof found)[number]) => number) =>
    found.reduce((all, row) => all + read(row), 0);
  return {
    ...shareOf(
      sum(({ count }) => count),
      sum(({ total }) => total),
    ),
    by_assay: found.map(({ code, name, autoverify, count, total }): AutoverificationOfAssay => ({
      assay: code,
      label: name,
      autoverify,
      ...shareOf(count, total),
      rows_url: rowsUrl(ctx.lab.slug, window, { ...filters, assay: [code] }),
    })),
    receipt: receiptOf(ctx, window, filters),
  };
}
