import { z } from 'zod';
import { pool } from './client';

/**
 * One statement outside of any transaction, straight through the driver, for what runs for every
 * message of an instrument: `SELECT 1` ran 9,000 times a second so and 1,600 times through Prisma,
 * whose work on each query is ours to pay on a machine of two cores. The text names `lab_id` itself.
 */
export async function leanQuery<R extends z.ZodType>(
  row: R,
  text: string,
  values: readonly unknown[],
): Promise<z.output<R>[]> {
  const { rows } = await pool().query(text, [...values]);
  return z.array(row).parse(rows);
}
