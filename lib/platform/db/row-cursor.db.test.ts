import { expect, test } from 'vitest';
import { pool } from './client';
import { Prisma } from './generated/client';
import { RowCursor } from './row-cursor';

async function running(sql: string): Promise<number> {
  const { rows } = await pool().query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'active' AND query LIKE $1`,
    [`${sql}%`],
  );
  return rows[0]?.n ?? 0;
}

test('gives all rows in pieces, as text, from one snapshot, with values bound', async () => {
  const cursor = await RowCursor.open(
    Prisma.sql`SELECT n, CASE WHEN n > ${3}::int THEN ${"it's"}::text END, n = 1
      FROM generate_series(1, 5) n`,
  );
  expect(await cursor.fetch(2)).toEqual([
    ['1', null, 't'],
    ['2', null, 'f'],
  ]);
  expect(await cursor.fetch(10)).toEqual([
    ['3', null, 'f'],
    ['4', "it's", 'f'],
    ['5', "it's", 'f'],
  ]);
  expect(await cursor.fetch(10)).toEqual([]);
  await cursor.close();
  await cursor.close();
});

test('ends a query that is under way, and leaves the pool as it was', async () => {
  const cursor = await RowCursor.open(Prisma.sql`SELECT pg_sleep(60)`);
  const fetched = cursor.fetch(1).catch((error: unknown) => error);
  await expect.poll(() => running('FETCH FORWARD')).toBe(1);
  const began = Date.now();
  await cursor.close();
  expect(Date.now() - began).toBeLessThan(30_000);
  expect(await fetched).toBeInstanceOf(Error);
  await expect.poll(() => running('FETCH FORWARD')).toBe(0);
  await expect(cursor.fetch(1)).rejects.toThrow('closed');
  expect((await pool().query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});

test('gives its connection back when the query is wrong, and cannot write', async () => {
  for (let at = 0; at < 30; at += 1) {
    await expect(RowCursor.open(Prisma.sql`SELECT nothing FROM nowhere`)).rejects.toThrow();
  }
  await expect(RowCursor.open(Prisma.sql`DELETE FROM assays RETURNING id`)).rejects.toThrow();
});
