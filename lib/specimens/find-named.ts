import { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import type { NamedRows } from '@/lib/platform/db/named-rows';
import { invalidField } from '@/lib/platform/errors';

const Found = z.array(z.object({ id: z.string(), key: z.string(), active: z.boolean() }));

/** Where names are looked up: a lab, in a transaction or not. */
type Where = Pick<Ctx, 'lab'> & { db: Pick<LabTx, '$queryRaw'> };

export type Named = z.output<typeof Found>[number];

/**
 * The rows of the lab known by these names, capitals aside, in their order. The first it does not
 * have is 422 for `fieldOf` its index.
 */
export async function findNamed(
  ctx: Where,
  rows: NamedRows,
  names: readonly string[],
  fieldOf: (index: number) => string,
): Promise<Named[]> {
  if (names.length === 0) return [];
  const wanted = names.map((name) => name.toLowerCase());
  const found = Found.parse(
    await ctx.db.$queryRaw`
      SELECT id::text AS id, lower(${rows.key}) AS key, ${rows.active} AS active
      FROM ${rows.table}
      WHERE lab_id = ${ctx.lab.id}::uuid AND lower(${rows.key}) = ANY(${wanted}::text[])`,
  );
  const byKey = new Map(found.map((row) => [row.key, row]));
  return names.map((name, index) => {
    const row = byKey.get(name.toLowerCase());
    if (!row) throw invalidField(fieldOf(index), `this lab has no ${rows.noun} “${name}”`);
    return row;
  });
}

/** The same for what is ordered anew: something retired is refused as well. */
export async function findActive(
  ctx: Where,
  rows: NamedRows,
  names: readonly string[],
  fieldOf: (index: number) => string,
): Promise<string[]> {
  const found = await findNamed(ctx, rows, names, fieldOf);
  return found.map((row, index) => {
    if (!row.active) throw invalidField(fieldOf(index), `“${names[index]}” is retired`);
    return row.id;
  });
}
