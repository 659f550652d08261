import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { HOUR_BINS, PRIORITIES, type Grouping } from './contract';
import { groupLabel } from './pattern-labels';

/** What a group is called in answers, links and on pages. */
export type GroupName = { key: string | null; label: string };

const NO_VALUE: Partial<Record<Grouping, string>> = {
  department: 'No department',
  location: 'No location',
  device: 'No device',
};

const Named = z.array(z.object({ id: z.string(), key: z.string(), label: z.string() }));

async function namedRows(ctx: Ctx, grouping: Grouping): Promise<Map<string, GroupName>> {
  const read = async () => {
    switch (grouping) {
      case 'assay':
        return ctx.db
          .$queryRaw`SELECT id::text, code AS key, name AS label FROM assays WHERE lab_id = ${ctx.lab.id}::uuid`;
      case 'department':
        return ctx.db
          .$queryRaw`SELECT id::text, name AS key, name AS label FROM departments WHERE lab_id = ${ctx.lab.id}::uuid`;
      case 'location':
        return ctx.db
          .$queryRaw`SELECT id::text, name AS key, name AS label FROM locations WHERE lab_id = ${ctx.lab.id}::uuid`;
      case 'device':
        return ctx.db
          .$queryRaw`SELECT id::text, name AS key, name AS label FROM devices WHERE lab_id = ${ctx.lab.id}::uuid`;
      default:
        return [];
    }
  };
  const rows = Named.parse(await read());
  return new Map(rows.map(({ id, key, label }) => [id, { key, label }]));
}

/**
 * How to name the groups of a grouping by what its SQL keys are: ids of rows, local dates, or the
 * key itself. '' is the group without a value.
 */
export async function groupNames(
  ctx: Ctx,
  grouping: Grouping,
): Promise<(sqlKey: string) => GroupName> {
  const named = await namedRows(ctx, grouping);
  return (sqlKey) => {
    if (sqlKey === '') return { key: null, label: NO_VALUE[grouping] ?? 'Not known' };
    const row = named.get(sqlKey);
    if (row) return row;
    return { key: sqlKey, label: groupLabel(grouping, sqlKey) };
  };
}

/** The order of groups: as the calendar, the clock and urgency have it, else by name, none last. */
export function compareGroups(grouping: Grouping, a: GroupName, b: GroupName): number {
  if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
  const order: readonly string[] | null =
    grouping === 'hour_bin' ? HOUR_BINS : grouping === 'priority' ? PRIORITIES : null;
  if (order) return order.indexOf(a.key) - order.indexOf(b.key);
  return a.key.localeCompare(b.key, 'en', { numeric: true });
}
