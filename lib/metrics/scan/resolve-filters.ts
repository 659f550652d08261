import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { NONE, type MetricFilters } from '../contract';
import type { AttributeFilter } from './attribute-filter';

const Found = z.array(z.object({ id: z.string() }));

type Attributes = Pick<
  MetricFilters,
  'assay' | 'department' | 'location' | 'specimen_type' | 'priority' | 'device' | 'operator'
>;

/** The ids that names stand for, blind to capitals; those of assays for departments. */
async function idsOf(
  ctx: Pick<Ctx, 'db' | 'lab'>,
  name: 'assay' | 'department' | 'location' | 'device',
  lowered: string[],
  none: boolean,
): Promise<Set<string>> {
  const lab = ctx.lab.id;
  const read = () => {
    switch (name) {
      case 'assay':
        return ctx.db.$queryRaw`SELECT id::text FROM assays
          WHERE lab_id = ${lab}::uuid AND lower(code) = ANY(${lowered}::text[])`;
      case 'department':
        return ctx.db.$queryRaw`SELECT a.id::text FROM assays a
          LEFT JOIN departments d ON d.lab_id = a.lab_id AND d.id = a.department_id
          WHERE a.lab_id = ${lab}::uuid
            AND (lower(d.name) = ANY(${lowered}::text[]) OR (${none} AND d.id IS NULL))`;
      case 'location':
        return ctx.db.$queryRaw`SELECT id::text FROM locations
          WHERE lab_id = ${lab}::uuid AND lower(name) = ANY(${lowered}::text[])`;
      case 'device':
        return ctx.db.$queryRaw`SELECT id::text FROM devices
          WHERE lab_id = ${lab}::uuid AND lower(name) = ANY(${lowered}::text[])`;
    }
  };
  return new Set(Found.parse(await read()).map(({ id }) => id));
}

/**
 * What the common filters of every metric ask of the columns. Values of one filter widen, filters
 * narrow; capitals don't matter; a value that nothing has finds nothing.
 */
export async function resolveFilters(
  ctx: Pick<Ctx, 'db' | 'lab'>,
  filters: Attributes,
): Promise<AttributeFilter[]> {
  const resolved: AttributeFilter[] = [];
  const given = (name: keyof Attributes) => {
    const values: readonly string[] = filters[name] ?? [];
    return {
      asked: values.length > 0,
      lowered: values.filter((value) => value !== NONE).map((value) => value.toLowerCase()),
      none: values.includes(NONE),
    };
  };
  for (const name of ['assay', 'department', 'location', 'device'] as const) {
    const { asked, lowered, none } = given(name);
    if (!asked) continue;
    const values = await idsOf(ctx, name, lowered, none);
    const column = name === 'department' ? 'assay' : name;
    resolved.push({ column, values, none: none && name !== 'department', lower: false });
  }
  for (const name of ['specimen_type', 'operator'] as const) {
    const { asked, lowered, none } = given(name);
    if (asked) resolved.push({ column: name, values: new Set(lowered), none, lower: true });
  }
  const { asked, lowered } = given('priority');
  if (asked) {
    resolved.push({ column: 'priority', values: new Set(lowered), none: false, lower: true });
  }
  return resolved;
}
