import { z } from 'zod';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';

const Answer = z.tuple([z.object({ columns: z.string() })]);

/**
 * Reads the rows of `rows`, in their order, column by column: `columns` is an object of arrays, each
 * by the name of a column. It comes as one JSON text, which is parsed at once, where Prisma converts
 * each cell by itself: there may be 100,000 rows.
 */
export async function readColumns<S extends Readonly<Record<string, z.ZodType<unknown[]>>>>(
  db: Pick<LabTx, '$queryRaw'>,
  columns: z.ZodObject<S>,
  rows: Prisma.Sql,
): Promise<z.output<z.ZodObject<S>>> {
  const parts = Object.keys(columns.shape).map(
    (name) => Prisma.sql`${name}::text, coalesce(json_agg(${Prisma.raw(`"${name}"`)}), '[]')`,
  );
  const [{ columns: text }] = Answer.parse(
    await db.$queryRaw`
      SELECT json_build_object(${Prisma.join(parts)})::text AS columns FROM (${rows}) AS rows`,
  );
  return columns.parse(JSON.parse(text));
}
