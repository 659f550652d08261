import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { withClient } from '@/lib/platform/db/testing';
import { newId } from '@/lib/platform/ids';
import { type Anchor, openAnchorFile } from './anchor-file';
import { keepSealing } from './keep-sealing';
import { sealEvents } from './seal-events';
import { makeTrail, TRAIL_KEY, type Trail } from './testing-trail';
import { anchorIsDue, writeAnchors } from './write-anchors';

let trail: Trail;
beforeAll(async () => {
  trail = await makeTrail();
});
beforeEach(() => trail.clear());
afterAll(() => trail.drop());

/** Anchors what was sealed, and has the whole trail checked. */
async function faultCount(): Promise<number> {
  await trail.anchor();
  return (await trail.verify()).faultCount;
}

async function sealedIds(chain = trail.lab): Promise<string[]> {
  const { rows } = await trail.pool.query<{ id: string }>(
    'SELECT event_id::text AS id FROM audit_seals WHERE chain = $1 ORDER BY position',
    [chain],
  );
  return rows.map(({ id }) => id);
}

test('gives each lab a chain of its own, in the order of the events', async () => {
  const other = newId();
  await trail.pool.query(
    `INSERT INTO labs (id, slug, name, time_zone) VALUES ($1, 'other', 'O', 'UTC')`,
    [other],
  );
  const [a, b, none] = [
    await trail.write(3),
    await trail.write(2, other),
    await trail.write(1, null),
  ];
  const more = await trail.write(2);
  expect(await trail.seal()).toBe(8);
  expect(await trail.seal()).toBe(0);
  expect(await sealedIds()).toEqual([...a, ...more]);
  expect(await sealedIds(other)).toEqual(b);
  expect(await sealedIds('00000000-0000-0000-0000-000000000000')).toEqual(none);
  expect(await faultCount()).toBe(0);
});

test('an event that commits long after later ones were sealed is sealed then', async () => {
  await withClient(trail.database.appUrl, async (slow) => {
    await slow.query('BEGIN');
    const [late] = await trail.write(1, trail.lab, slow);
    const early = await trail.write(3);
    expect(await trail.seal()).toBe(3);
    expect(await trail.write(2).then(() => trail.seal())).toBe(2);
    // While it is open it is no fault either: nobody can see it.
    expect(await faultCount()).toBe(0);
    await slow.query('COMMIT');
    expect(await trail.seal()).toBe(1);
    const order = await sealedIds();
    expect(order.slice(0, 3)).toEqual(early);
    expect(order.at(-1)).toBe(late);
  });
  expect(await faultCount()).toBe(0);
});

test('an event that is rolled back leaves nothing to seal', async () => {
  await withClient(trail.database.appUrl, async (client) => {
    await client.query('BEGIN');
    await trail.write(1, trail.lab, client);
    await client.query('ROLLBACK');
  });
  expect(await trail.seal()).toBe(0);
});

test('two sealers at once make one chain', async () => {
  let writing = true;
  const writers = [1, 2, 3].map(async () => {
    for (let round = 0; round < 20; round += 1) await trail.write(5);
  });
  const other = new pg.Pool({ connectionString: trail.database.appUrl, max: 2 });
  const sealers = [trail.pool, other, other].map(async (pool) => {
    let sealed = 0;
    while (writing) {
      sealed += await sealEvents(pool, TRAIL_KEY, { limit: 7 });
      await delay(1);
    }
    return sealed;
  });
  await Promise.all(writers);
  writing = false;
  const sealed = (await Promise.all(sealers)).reduce((sum, one) => sum + one, 0);
  let rest = 0;
  for (let one = await trail.seal(); one > 0; one = await trail.seal()) rest += one;
  await other.end();
  expect(sealed + rest).toBe(300);
  expect(await sealedIds()).toHaveLength(300);
  expect(await faultCount()).toBe(0);
});

test('the worker seals and anchors what is committed within seconds, and once more as it ends', async () => {
  const workers = [1, 2].map(() =>
    keepSealing(trail.pool, { key: TRAIL_KEY, anchorPath: trail.anchorPath }, 50),
  );
  const ids = await trail.write(4);
  const began = Date.now();
  while ((await sealedIds()).length < 4) {
    expect(Date.now() - began).toBeLessThan(5_000);
    await delay(20);
  }
  while (!(await openAnchorFile(trail.anchorPath).heads()).has(trail.lab)) {
    expect(Date.now() - began).toBeLessThan(5_000);
    await delay(20);
  }
  ids.push(...(await trail.write(3)));
  await Promise.all(workers.map((worker) => worker.stop()));
  expect(await sealedIds()).toEqual(ids);
  const report = await trail.verify();
  expect(report.faultCount).toBe(0);
  expect(report.chains[0]).toMatchObject({ sealed: 7, waiting: 0, uncovered: 0 });
});

test('a worker that loses the database seals on when it is back', async () => {
  const name = trail.database.name;
  const worker = keepSealing(trail.pool, { key: TRAIL_KEY, anchorPath: trail.anchorPath }, 20);
  await withClient(trail.database.superuserUrl, (client) =>
    client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = $1 AND pid <> pg_backend_pid()`,
      [name],
    ),
  );
  // The writer's own connection was ended as well; it may take one try to notice.
  await vi.waitFor(() => trail.write(2));
  await worker.stop();
  expect(await sealedIds()).toHaveLength(2);
});

const last: Anchor = {
  chain: '0192f000-0000-7000-8000-00000000000a',
  position: 50,
  hash: 'ab'.repeat(32),
  at: '2026-03-01T08:00:00.000Z',
};
test.each([
  [51, undefined, '08:00:00', true],
  [0, undefined, '08:00:00', false],
  [50, last, '09:00:00', false],
  [49, last, '09:00:00', false],
  [51, last, '08:00:59', false],
  [51, last, '08:01:00', true],
  [1049, last, '08:00:01', false],
  [1050, last, '08:00:01', true],
  [51, last, '07:00:00', true],
] as const)('row %i after %o at %s is anchored: %s', (position, anchored, clock, due) => {
  expect(anchorIsDue(position, anchored, new Date(`2026-03-01T${clock}Z`))).toBe(due);
});

test('anchors are written every minute, never twice for one row', async () => {
  const at = (clock: string) => new Date(`2026-03-01T${clock}Z`);
  const file = openAnchorFile(trail.anchorPath);
  const write = (clock: string) => writeAnchors(trail.pool, file, { now: at(clock) });
  await trail.write(2);
  await trail.seal();
  expect(await write('08:00:00')).toMatchObject([{ chain: trail.lab, position: 2 }]);
  expect(await write('08:05:00')).toEqual([]);
  await trail.write(1);
  await trail.seal();
  expect(await write('08:00:30')).toEqual([]);
  expect(await write('08:01:00')).toMatchObject([{ position: 3 }]);
});
