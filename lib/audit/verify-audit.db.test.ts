import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SEALED_COLUMNS } from './seal-hash';
import { makeTrail, TRAIL_KEY, type Trail } from './testing-trail';
import { verifyAudit } from './verify-audit';

let trail: Trail;
let ids: string[];

beforeAll(async () => {
  trail = await makeTrail();
});
beforeEach(async () => {
  await trail.clear();
  ids = await trail.write(10);
  await trail.write(3, null);
  await trail.seal();
  await trail.anchor();
});
afterAll(() => trail.drop());

/** The faults, as "position: problem", in the order they were found. */
async function faults(): Promise<string[]> {
  const { faults: found, faultCount } = await trail.verify();
  expect(faultCount).toBe(found.length);
  return found.map(({ position, problem }) => `${position}: ${problem}`);
}

describe('an untouched trail', () => {
  test('is sound, and says how far it is anchored', async () => {
    await trail.write(2);
    await trail.seal();
    await trail.write(1);
    const { faultCount, chains } = await trail.verify();
    expect(faultCount).toBe(0);
    expect(chains.find(({ lab }) => lab === 'trail')).toMatchObject({
      sealed: 12,
      waiting: 1,
      anchored: { position: 10 },
      uncovered: 2,
    });
    expect(chains.find(({ lab }) => lab === null)).toMatchObject({ sealed: 3, uncovered: 0 });
  });

  test('is sound in a server and a process of another time zone', async () => {
    const zone = process.env.TZ;
    process.env.TZ = 'America/St_Johns';
    const elsewhere = new pg.Pool({
      connectionString: trail.database.appUrl,
      options: '-c TimeZone=America/St_Johns -c DateStyle=German',
    });
    try {
      const { anchorPath } = trail;
      const report = await verifyAudit(elsewhere, { key: TRAIL_KEY, anchorPath });
      expect(report).toMatchObject({ faultCount: 0, chains: [{ sealed: 3 }, { sealed: 10 }] });
    } finally {
      await elsewhere.end();
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('is covered in every column', async () => {
    const { rows } = await trail.pool.query<{ name: string }>(
      `SELECT column_name::text AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = 'audit_events'`,
    );
    expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(SEALED_COLUMNS).toSorted());
  });
});

describe('an edit is found', () => {
  const EDITED = 'The row does not match its seal: it was edited, moved or replaced.';
  test.each([
    `lab_id = NULL`,
    `at = at + interval '1 millisecond'`,
    `at = 'infinity'`,
    `actor_kind = 'key'`,
    `actor_id = '0192f000-0000-7000-8000-00000000000a'`,
    `actor_name = 'Eve'`,
    `action = 'assay.create'`,
    `entity = 'analyte'`,
    `entity_id = NULL`,
    `request_id = 'other'`,
    `before = NULL`,
    `before = 'null'`,
    `after = jsonb_set(after, '{a}', '12345678901234567891')`,
    `after = after || '{"c":null}'`,
    `reason = ''`,
  ])('%s', async (change) => {
    await trail.asSuperuser(`UPDATE audit_events SET ${change} WHERE id = $1`, [ids[4]]);
    expect(await faults()).toEqual([`5: ${EDITED}`]);
    expect((await trail.verify()).faults[0]).toMatchObject({ chain: trail.lab, eventId: ids[4] });
  });

  test('of a seal', async () => {
    await trail.asSuperuser(
      `UPDATE audit_seals SET sealed_at = sealed_at + interval '1 ms'
       WHERE chain = $1 AND position = 5`,
      [trail.lab],
    );
    expect(await faults()).toEqual([`5: ${EDITED}`]);
    // A forged hash breaks the next row as well, and the anchor of its place.
    await trail.asSuperuser(`UPDATE audit_seals SET hash = '\\x00' WHERE position = 10`);
    expect(await faults()).toEqual([
      `5: ${EDITED}`,
      `10: ${EDITED}`,
      expect.stringMatching(/^10: The anchor of .* says another hash/),
    ]);
  });

  test('that says the same in other words is none', async () => {
    await trail.asSuperuser(
      `UPDATE audit_events SET before = '{"limits": [3.5, 5.10], "name": "\\u004b"}' WHERE id = $1`,
      [ids[4]],
    );
    expect(await faults()).toEqual([]);
  });
});

test('a reorder is found: two rows that changed places', async () => {
  await trail.asSuperuser(
    `UPDATE audit_events SET id = '0192f000-0000-7000-8000-00000000000a' WHERE id = $1`,
    [ids[2]],
  );
  await trail.asSuperuser(`UPDATE audit_events SET id = $2 WHERE id = $1`, [ids[6], ids[2]]);
  await trail.asSuperuser(
    `UPDATE audit_events SET id = $1 WHERE id = '0192f000-0000-7000-8000-00000000000a'`,
    [ids[6]],
  );
  expect(await faults()).toEqual([
    expect.stringContaining('3: The row does not match'),
    expect.stringContaining('7: The row does not match'),
  ]);
});

test('a reorder is found: two seals that changed places', async () => {
  for (const [from, to] of [
    [3, 99],
    [7, 3],
    [99, 7],
  ]) {
    await trail.asSuperuser(
      'UPDATE audit_seals SET position = $3 WHERE chain = $1 AND position = $2',
      [trail.lab, from, to],
    );
  }
  expect((await faults()).map((fault) => fault.slice(0, 2))).toEqual(['3:', '4:', '7:', '8:']);
});

test('a row that moved to another chain is found', async () => {
  await trail
    .asSuperuser('UPDATE audit_seals SET chain = $1 WHERE chain <> $1 AND position = 3', [
      trail.lab,
    ])
    .catch(() => undefined);
  await trail.asSuperuser(
    'UPDATE audit_seals SET chain = $1, position = 11 WHERE chain <> $1 AND position = 3',
    [trail.lab],
  );
  expect(await faults()).toEqual([
    expect.stringContaining('11: The row does not match'),
    expect.stringContaining('3: The chain is cut off after row 2'),
  ]);
});

describe('what was removed is found', () => {
  test('an event', async () => {
    await trail.asSuperuser('DELETE FROM audit_events WHERE id = $1', [ids[4]]);
    expect(await faults()).toEqual(['5: The event was removed; its seal is still there.']);
  });

  test('an event with its seal: a gap', async () => {
    await trail.asSuperuser('DELETE FROM audit_events WHERE id = $1', [ids[4]]);
    await trail.asSuperuser('DELETE FROM audit_seals WHERE event_id = $1', [ids[4]]);
    expect(await faults()).toEqual(['5: A gap: row 5 is missing.']);
  });

  test('the first rows', async () => {
    await trail.asSuperuser('DELETE FROM audit_events WHERE id = ANY($1)', [ids.slice(0, 3)]);
    await trail.asSuperuser('DELETE FROM audit_seals WHERE event_id = ANY($1)', [ids.slice(0, 3)]);
    expect(await faults()).toEqual(['1: A gap: rows 1 to 3 are missing.']);
  });

  test('a row, with all after it moved up', async () => {
    await trail.asSuperuser('DELETE FROM audit_events WHERE id = $1', [ids[4]]);
    await trail.asSuperuser('DELETE FROM audit_seals WHERE event_id = $1', [ids[4]]);
    for (const position of [6, 7, 8, 9, 10]) {
      await trail.asSuperuser(
        'UPDATE audit_seals SET position = position - 1 WHERE chain = $1 AND position = $2',
        [trail.lab, position],
      );
    }
    expect((await faults())[0]).toMatch(/^5: The row does not match/);
  });

  test('the tail, by the anchor', async () => {
    await trail.asSuperuser('DELETE FROM audit_events WHERE id = ANY($1)', [ids.slice(7)]);
    await trail.asSuperuser('DELETE FROM audit_seals WHERE event_id = ANY($1)', [ids.slice(7)]);
    expect(await faults()).toEqual([
      expect.stringMatching(/^8: The chain is cut off after row 7: .* the anchor saw 10\.$/),
    ]);
  });

  test('the tail, written anew to the same length', async () => {
    await trail.asSuperuser('DELETE FROM audit_events WHERE id = ANY($1)', [ids.slice(7)]);
    await trail.asSuperuser('DELETE FROM audit_seals WHERE event_id = ANY($1)', [ids.slice(7)]);
    await trail.write(5);
    expect(await trail.seal()).toBe(5);
    expect(await trail.anchor()).toHaveLength(1);
    expect(await faults()).toEqual([expect.stringMatching(/^10: The anchor .* another hash/)]);
  });

  test('the seals of the tail alone', async () => {
    rmSync(trail.anchorPath);
    writeFileSync(trail.anchorPath, '');
    await trail.asSuperuser('DELETE FROM audit_seals WHERE event_id = ANY($1)', [ids.slice(8)]);
    expect(await faults()).toEqual([
      'null: The event has no seal and waits for none.',
      'null: The event has no seal and waits for none.',
    ]);
  });

  test('a truncated table of events', async () => {
    await trail.asSuperuser('TRUNCATE audit_events');
    const found = await faults();
    expect(found).toHaveLength(13);
    expect(new Set(found.map((fault) => fault.split(': ')[1]))).toEqual(
      new Set(['The event was removed; its seal is still there.']),
    );
  });

  test('a truncated table of seals', async () => {
    await trail.asSuperuser('TRUNCATE audit_seals');
    const found = await faults();
    expect(found.filter((fault) => fault.includes('All rows of the chain are gone'))).toHaveLength(
      2,
    );
    expect(found.filter((fault) => fault.includes('waits for none'))).toHaveLength(13);
  });

  test('everything', async () => {
    await trail.asSuperuser('TRUNCATE audit_events, audit_seals, audit_unsealed');
    expect(await faults()).toEqual([
      expect.stringMatching(/^1: All rows of the chain are gone: .* the anchor saw/),
      expect.stringMatching(/^1: All rows of the chain are gone: .* the anchor saw/),
    ]);
    // The worker goes on; that hides nothing.
    await trail.write(2);
    await trail.seal();
    expect(await trail.anchor()).toEqual([]);
    expect(await faults()).toContainEqual(expect.stringContaining('3: The chain is cut off after'));
  });

  test('an event that waited for its seal', async () => {
    const [id] = await trail.write(1);
    await trail.asSuperuser('DELETE FROM audit_events WHERE id = $1', [id]);
    expect(await faults()).toEqual(['null: The event was removed before it was sealed.']);
  });
});

describe('events without a seal are found', () => {
  test('written past the trigger', async () => {
    await trail.asSuperuser(
      `INSERT INTO audit_events (id, lab_id, at, actor_kind, actor_name, action, entity, request_id)
       VALUES (gen_random_uuid(), $1, now(), 'person', 'Eve', 'key.create', 'key', 'r')`,
      [trail.lab],
    );
    expect(await faults()).toEqual(['null: The event has no seal and waits for none.']);
    expect(await trail.seal()).toBe(0);
  });

  test('waiting for more than a minute', async () => {
    const [id] = await trail.write(2);
    expect(await faults()).toEqual([]);
    await trail.asSuperuser(`UPDATE audit_unsealed SET queued_at = now() - interval '61 s'`);
    expect(await faults()).toEqual([
      'null: 2 events wait for a seal for more than a minute. Is a worker running?',
    ]);
    expect((await trail.verify()).faults[0]?.eventId).toBe(id);
  });

  test('unless they are sealed just now', async () => {
    await trail.write(1);
    await trail.asSuperuser(`UPDATE audit_unsealed SET queued_at = now() - interval '61 s'`);
    const { verifyDelay } = await import('./verify-waiting');
    const { FaultList } = await import('./audit-report');
    const list = new FaultList();
    const client = await trail.pool.connect();
    const check = verifyDelay(client, 1_000, list);
    await trail.seal();
    await check;
    client.release();
    expect(list.count).toBe(0);
  });
});

describe('a wrong anchor is found', () => {
  test('with another hash', async () => {
    const text = readFileSync(trail.anchorPath, 'utf8');
    writeFileSync(trail.anchorPath, text.replace(/"hash":"[0-9a-f]{8}/, '"hash":"00000000'));
    expect(await faults()).toEqual([expect.stringMatching(/: The anchor of .* another hash/)]);
  });

  test('that goes back', async () => {
    const [first] = readFileSync(trail.anchorPath, 'utf8').split('\n');
    appendFileSync(trail.anchorPath, `${first}\n`);
    expect(await faults()).toEqual([expect.stringMatching(/Line 3 of the anchor file goes back/)]);
  });

  test('that is unreadable', async () => {
    appendFileSync(trail.anchorPath, 'nonsense\n');
    expect(await faults()).toEqual([
      expect.stringMatching(/Line 3 of the anchor file is no anchor/),
    ]);
  });

  test('that is gone', async () => {
    rmSync(trail.anchorPath);
    expect(await faults()).toEqual([expect.stringMatching(/There is no anchor file/)]);
  });
});

test('another key fits no row, and the report says so', async () => {
  const { faultCount, notes } = await trail.verify(Buffer.alloc(32, 'x'));
  expect(faultCount).toBe(13);
  expect(notes.join()).toContain('AUDIT_KEY');
});

test('thousands of faults are counted, and the first ones kept', async () => {
  await trail.write(2_500);
  while ((await trail.seal()) > 0);
  await trail.asSuperuser(`UPDATE audit_events SET reason = 'forged'`);
  const { faultCount, faults: kept } = await trail.verify();
  expect(faultCount).toBe(2_513);
  expect(kept).toHaveLength(20);
});
