import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeDatabase, pool, unboundDb } from './client';
import { testDatabase, withClient } from './testing';
import { newId } from '../ids';

// Three and a half hours west, and with a half hour, so that a lost offset can't pass unseen.
const zone = 'America/St_Johns';
const before = process.env.TZ;

beforeAll(async () => {
  process.env.TZ = zone;
  const { name, superuserUrl } = testDatabase();
  await withClient(superuserUrl, async (client) => {
    await client.query(`ALTER DATABASE ${name} SET timezone TO '${zone}'`);
    await client.query(`ALTER ROLE benchwatch_app IN DATABASE ${name} SET timezone TO '${zone}'`);
  });
});

afterAll(async () => {
  await closeDatabase();
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

test('the process and the server do run in the other zone', async () => {
  expect(new Date('2026-01-15T12:00:00Z').getHours()).toBe(8);
  const { appUrl } = testDatabase();
  const { default: pg } = await import('pg');
  const plain = new pg.Client({ connectionString: appUrl });
  await plain.connect();
  const { rows } = await plain.query<{ zone: string }>(
    `SELECT current_setting('TimeZone') AS zone`,
  );
  await plain.end();
  expect(rows[0]?.zone).toBe(zone);
});

test('the app reads and writes the instant it means, whatever zone it runs in', async () => {
  const at = new Date('2026-07-01T03:04:05.678Z');
  const id = newId();
  await unboundDb().signInAttempt.create({
    data: { id, account: 'a@example.test', address: '127.0.0.1', succeeded: true, at },
  });
  const byPrisma = await unboundDb().signInAttempt.findUniqueOrThrow({ where: { id } });
  expect(byPrisma.at.toISOString()).toBe(at.toISOString());
  const { rows } = await pool().query<{ at: Date; text: string }>(
    'SELECT at, at::text AS text FROM sign_in_attempts WHERE id = $1',
    [id],
  );
  expect(rows[0]?.at.toISOString()).toBe(at.toISOString());
  expect(rows[0]?.text).toBe('2026-07-01 03:04:05.678+00');
  const found = await unboundDb().signInAttempt.count({ where: { at } });
  expect(found).toBe(1);
});
