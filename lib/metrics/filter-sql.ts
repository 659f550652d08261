import { Prisma } from '@/lib/platform/db/generated/client';
import { NONE, type MetricFilters } from './contract';

/** Where values are looked up, and whose priority is meant: the test's or its specimen's. */
type Scope = { labId: string; priority: Prisma.Sql };

type Attribute = {
  /** A condition on `t` that holds for any of the values, given as lower-case text. */
  anyOf: (scope: Scope, lowered: string[]) => Prisma.Sql;
  /** A condition on `t` that holds where there is no value. */
  none: Prisma.Sql;
};

const ATTRIBUTES = {
  assay: {
    anyOf: ({ labId }, lowered) => Prisma.sql`t.assay_id IN (
      SELECT id FROM assays WHERE lab_id = ${labId}::uuid AND lower(code) = ANY(${lowered}::text[]))`,
    none: Prisma.sql`false`,
  },
  department: {
    anyOf: ({ labId }, lowered) => Prisma.sql`t.assay_id IN (
      SELECT a.id FROM assays a JOIN departments d ON d.lab_id = a.lab_id AND d.id = a.department_id
      WHERE a.lab_id = ${labId}::uuid AND lower(d.name) = ANY(${lowered}::text[]))`,
    none: Prisma.sql`t.assay_id IN (
      SELECT id FROM assays WHERE lab_id = t.lab_id AND department_id IS NULL)`,
  },
  location: {
    anyOf: ({ labId }, lowered) => Prisma.sql`t.location_id IN (
      SELECT id FROM locations WHERE lab_id = ${labId}::uuid AND lower(name) = ANY(${lowered}::text[]))`,
    none: Prisma.sql`t.location_id IS NULL`,
  },
  device: {
    anyOf: ({ labId }, lowered) => Prisma.sql`t.device_id IN (
      SELECT id FROM devices WHERE lab_id = ${labId}::uuid AND lower(name) = ANY(${lowered}::text[]))`,
    none: Prisma.sql`t.device_id IS NULL`,
  },
  specimen_type: {
    anyOf: (_, lowered) => Prisma.sql`lower(t.specimen_type) = ANY(${lowered}::text[])`,
    none: Prisma.sql`t.specimen_type IS NULL`,
  },
  operator: {
    anyOf: (_, lowered) => Prisma.sql`lower(t.operator) = ANY(${lowered}::text[])`,
    none: Prisma.sql`t.operator IS NULL`,
  },
  priority: {
    anyOf: ({ priority }, lowered) =>
      Prisma.sql`${priority} = ANY(${lowered.map((name) => name.toUpperCase())}::text[]::priority[])`,
    none: Prisma.sql`false`,
  },
} satisfies Partial<Record<keyof MetricFilters, Attribute>>;

function isAttribute(name: string): name is keyof typeof ATTRIBUTES {
  return name in ATTRIBUTES;
}

function attributeCondition(scope: Scope, attribute: Attribute, values: readonly string[]) {
  const lowered = values.filter((value) => value !== NONE).map((value) => value.toLowerCase());
  const arms = [
    ...(lowered.length > 0 ? [attribute.anyOf(scope, lowered)] : []),
    ...(values.includes(NONE) ? [attribute.none] : []),
  ];
  return Prisma.sql`(${Prisma.join(arms, ' OR ')})`;
}

/**
 * What the filters ask of `ordered_tests t`, as one condition. Values of one filter widen, filters
 * narrow; capitals don't matter.
 */
export function testFilter(
  labId: string,
  filters: MetricFilters,
  priority = Prisma.sql`t.priority`,
): Prisma.Sql {
  const conditions = Object.entries(filters).flatMap(([name, values]) =>
    isAttribute(name) && values && values.length > 0
      ? [attributeCondition({ labId, priority }, ATTRIBUTES[name], values)]
      : [],
  );
  return conditions.length > 0 ? Prisma.join(conditions, ' AND ') : Prisma.sql`true`;
}
