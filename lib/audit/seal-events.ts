import type pg from 'pg';
import { z } from 'zod';
import { NO_PREDECESSOR, SEALED_COLUMNS_SQL, sealHash, type SealedEvent } from './seal-hash';

/** Rows a transaction seals at most. */
const BATCH = 1_000;

type Head = { position: number; hash: Uint8Array };
const HeadRow = z.object({ position: z.coerce.number(), hash: z.instanceof(Uint8Array) });

async function headOf(client: pg.ClientBase, chain: string): Promise<Head> {
  const { rows } = await client.query(
    'SELECT position, hash FROM audit_seals WHERE chain = $1 ORDER BY position DESC LIMIT 1',
    [chain],
  );
  return rows[0] === undefined ? { position: 0, hash: NO_PREDECESSOR } : HeadRow.parse(rows[0]);
}

async function sealBatch(
  client: pg.ClientBase,
  key: Uint8Array,
  now: Date,
  limit: number,
): Promise<number> {
  const { rows } = await client.query<SealedEvent & { chain: string }>(
    `SELECT u.chain, ${SEALED_COLUMNS_SQL}
     FROM audit_unsealed u JOIN audit_events e ON e.id = u.event_id
     ORDER BY u.event_id LIMIT $1`,
    [limit],
  );
  if (rows.length === 0) return 0;
  const heads = new Map<string, Head>();
  const seals = [];
  for (const { chain, ...event } of rows) {
    const { position: last, hash: previous } = heads.get(chain) ?? (await headOf(client, chain));
    const position = last + 1;
    const place = { chain, position, previous, sealedAt: `${now.getTime()}e-3` };
    const hash = sealHash(key, place, event);
    heads.set(chain, { position, hash });
    seals.push({ chain, position, id: event.id, hash });
  }
  await client.query(
    `INSERT INTO audit_seals (chain, position, event_id, hash, sealed_at)
     SELECT *, $5::timestamptz FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::bytea[])`,
    [
      seals.map(({ chain }) => chain),
      seals.map(({ position }) => position),
      seals.map(({ id }) => id),
      seals.map(({ hash }) => hash),
      now.toISOString(),
    ],
  );
  await client.query('DELETE FROM audit_unsealed WHERE event_id = ANY($1::uuid[])', [
    seals.map(({ id }) => id),
  ]);
  return seals.length;
}

/**
 * Runs `work` in a transaction that holds a lock of that name. While somebody else holds it, waits
 * or answers null at once.
 */
export async function whileAlone<T>(
  pool: pg.Pool,
  lock: { name: string; wait: boolean },
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<T | null> {
  const client = await pool.connect();
  let lost: Error | undefined;
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ alone: boolean }>(
      lock.wait
        ? `SELECT pg_advisory_xact_lock(hashtext('audit'), hashtext($1)) IS NOT NULL AS alone`
        : `SELECT pg_try_advisory_xact_lock(hashtext('audit'), hashtext($1)) AS alone`,
      [lock.name],
    );
    const outcome = rows[0]?.alone ? await work(client) : null;
    await client.query('COMMIT');
    return outcome;
  } catch (error) {
    await client.query('ROLLBACK').catch((again: Error) => {
      lost = again;
    });
    throw error;
  } finally {
    client.release(lost);
  }
}

/**
 * Gives the committed events that wait their place in the chain of their lab and their hash, at
 * most `limit` in one transaction, in the order of their ids. An event waits from its commit on
 * (a trigger queues it), so none is passed over however late it commits. Answers how many it
 * sealed; without `wait` 0 as well while another process is at it. `key` is AUDIT_KEY's bytes.
 */
export async function sealEvents(
  pool: pg.Pool,
  key: Uint8Array,
  {
    now = new Date(),
    limit = BATCH,
    wait = false,
  }: { now?: Date; limit?: number; wait?: boolean } = {},
): Promise<number> {
  const lock = { name: 'seal', wait };
  return (await whileAlone(pool, lock, (client) => sealBatch(client, key, now, limit))) ?? 0;
}
