import { createHash } from 'node:crypto';
import { z } from 'zod';
import { pool } from './client';

const names = new Map<string, string>();

/** A statement by name is parsed and planned once a connection. There are few texts, all of ours. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `lean_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  names.set(text, name);
  return name;
}

/**
 * One statement outside of any transaction, straight through the driver, for what runs for every
 * message of an instrument: `SELECT 1` ran 9,000 times a second so and 1,600 times through Prisma,
 * whose work on each query is ours to pay on a machine of two cores. The text names `lab_id` itself,
 * and is one of few: what differs is in the values.
 */
export async function leanQuery<R extends z.ZodType>(
  row: R,
  text: string,
  values: readonly unknown[],
): Promise<z.output<R>[]> {
  const { rows } = await pool().query({ name: nameOf(text), text, values: [...values] });
  return z.array(row).parse(rows);
}
