import { expect, it } from 'vitest';
import { RetryingPool } from './retrying-pool';
import { testDatabase, withClient } from './testing';

it('a connection that breaks while it is held ends with its next query, not with the process', async () => {
  const { appUrl, superuserUrl } = testDatabase();
  const pool = new RetryingPool({ connectionString: appUrl, max: 1 });
  const held = await pool.connect();
  const { rows } = await held.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  const ended = new Promise<void>((resolve) => held.once('end', resolve));
  await withClient(superuserUrl, (client) =>
    client.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]),
  );
  await ended;
  const lost = await held.query('SELECT 1').catch((error: unknown) => error);
  expect(lost).toBeInstanceOf(Error);
  held.release(true);
  await expect(pool.query('SELECT 1 AS one')).resolves.toMatchObject({ rows: [{ one: 1 }] });
  await pool.end();
});
