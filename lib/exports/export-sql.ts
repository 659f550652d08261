import { NONE } from '@/lib/metrics/contract';
import type { LabRef } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { EXPORT_FILTERS, type ExportQuery } from './contract';
import type { ExportTable } from './table';

/** A name of a view or column out of the dictionary, which no request reaches. */
function name(text: string): Prisma.Sql {
  return Prisma.raw(`"${text.replaceAll('"', '')}"`);
}

/** Any of the values, blind to capitals; (none) stands for having none. */
function oneOf(column: Prisma.Sql, values: readonly string[]): Prisma.Sql {
  const lowered = values.filter((value) => value !== NONE).map((value) => value.toLowerCase());
  const known = Prisma.sql`lower(${column}) = ANY(${lowered}::text[])`;
  return values.includes(NONE) ? Prisma.sql`(${known} OR ${column} IS NULL)` : known;
}

function filterConditions(table: ExportTable, query: ExportQuery): Prisma.Sql[] {
  const own = new Set(table.columns.map((column) => column.name));
  const direct: Prisma.Sql[] = [];
  const ofTests: Prisma.Sql[] = [];
  for (const filter of EXPORT_FILTERS) {
    const values = query[filter];
    if (!values || values.length === 0) continue;
    if (own.has(filter)) direct.push(oneOf(Prisma.sql`v.${name(filter)}`, values));
    else ofTests.push(oneOf(Prisma.sql`t.${name(filter)}`, values));
  }
  if (ofTests.length === 0) return direct;
  // One and the same test of the specimen meets what is asked of tests.
  const some = Prisma.sql`EXISTS (SELECT FROM reporting.tests t
    WHERE t.lab_key = v.lab_key AND t.specimen_key = v.specimen_key
      AND ${Prisma.join(ofTests, ' AND ')})`;
  return [...direct, some];
}

function periodConditions(table: ExportTable, query: ExportQuery, lab: LabRef): Prisma.Sql[] {
  if (table.period === null) return [];
  const { from, to } = query;
  const column = Prisma.sql`v.${name(table.period.column)}`;
  const ofDays = table.columns.some(
    ({ name: own, type }) => own === table.period?.column && type === 'day',
  );
  if (ofDays) {
    // A day is in it whose first instant is. Compared as days, this reaches into the view.
    const dayBefore = (at: Date) =>
      Prisma.sql`((${at}::timestamptz - interval '1 ms') AT TIME ZONE ${lab.timeZone}::text)::date`;
    return [
      ...(from ? [Prisma.sql`${column} > ${dayBefore(from)}`] : []),
      ...(to ? [Prisma.sql`${column} <= ${dayBefore(to)}`] : []),
    ];
  }
  return [
    ...(from ? [Prisma.sql`${column} >= ${from}::timestamptz`] : []),
    ...(to ? [Prisma.sql`${column} < ${to}::timestamptz`] : []),
  ];
}

/** The rows of a table that a query asks for, of this lab, with its columns in their order. */
export function exportSql(table: ExportTable, query: ExportQuery, lab: LabRef): Prisma.Sql {
  const columns = table.columns.map((column) => Prisma.sql`v.${name(column.name)}`);
  const conditions = [
    Prisma.sql`v.lab_key = ${lab.id}::uuid`,
    ...periodConditions(table, query, lab),
    ...filterConditions(table, query),
  ];
  const order =
    table.orderBy.length > 0
      ? Prisma.sql`ORDER BY ${Prisma.join(
          table.orderBy.map((column) => Prisma.sql`v.${name(column)}`),
        )}`
      : Prisma.empty;
  return Prisma.sql`SELECT ${Prisma.join(columns)} FROM reporting.${name(table.name)} v
    WHERE ${Prisma.join(conditions, ' AND ')} ${order}`;
}
