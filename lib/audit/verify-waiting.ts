import type pg from 'pg';
import type { FaultList } from './audit-report';

const FETCHED = 500;
const CHAIN = `coalesce(e.lab_id, '00000000-0000-0000-0000-000000000000')::text`;

async function* ids(
  client: pg.ClientBase,
  select: string,
): AsyncGenerator<{ chain: string; id: string }> {
  await client.query(`DECLARE audit_ids NO SCROLL CURSOR FOR ${select}`);
  for (;;) {
    const { rows } = await client.query<{ chain: string; id: string }>(
      `FETCH ${FETCHED} FROM audit_ids`,
    );
    yield* rows;
    if (rows.length < FETCHED) break;
  }
  await client.query('CLOSE audit_ids');
}

/**
 * Names events that neither bear a seal nor wait for one, as when seals were removed or an event
 * was written behind the trail's back, and events that waited for a seal and are gone. Answers how
 * many wait, by chain. `client` is in a transaction that sees one state of the database.
 */
export async function verifyWaiting(
  client: pg.ClientBase,
  faults: FaultList,
): Promise<Map<string, number>> {
  const unsealed = ids(
    client,
    `SELECT ${CHAIN} AS chain, e.id::text FROM audit_events e
     WHERE NOT EXISTS (SELECT FROM audit_seals s WHERE s.event_id = e.id)
       AND NOT EXISTS (SELECT FROM audit_unsealed u WHERE u.event_id = e.id)
     ORDER BY e.id`,
  );
  for await (const { chain, id } of unsealed) {
    faults.add('The event has no seal and waits for none.', { chain, eventId: id });
  }
  const gone = ids(
    client,
    `SELECT u.chain::text, u.event_id::text AS id FROM audit_unsealed u
     WHERE NOT EXISTS (SELECT FROM audit_events e WHERE e.id = u.event_id) ORDER BY u.event_id`,
  );
  for await (const { chain, id } of gone) {
    faults.add('The event was removed before it was sealed.', { chain, eventId: id });
  }
  const { rows } = await client.query<{ chain: string; waiting: number }>(
    `SELECT u.chain::text, count(*)::int AS waiting
     FROM audit_unsealed u JOIN audit_events e ON e.id = u.event_id GROUP BY 1`,
  );
  return new Map(rows.map(({ chain, waiting }) => [chain, waiting]));
}

/**
 * Names events that have waited for more than a minute. One whose transaction took that long may
 * have been committed just now, so those found are looked at again after `patienceMs`.
 */
export async function verifyDelay(
  client: pg.ClientBase,
  patienceMs: number,
  faults: FaultList,
): Promise<void> {
  const late = async (at: Date) => {
    const { rows } = await client.query<{ chain: string; id: string; waiting: number }>(
      `SELECT DISTINCT ON (u.chain) u.chain::text, u.event_id::text AS id,
         count(*) OVER (PARTITION BY u.chain)::int AS waiting
       FROM audit_unsealed u JOIN audit_events e ON e.id = u.event_id
       WHERE u.queued_at < $1 ORDER BY u.chain, u.queued_at`,
      [at],
    );
    return rows;
  };
  const { rows } = await client.query<{ at: Date }>(
    `SELECT clock_timestamp() - interval '1 minute' AS at`,
  );
  const at = rows[0]?.at ?? new Date(0);
  if ((await late(at)).length === 0) return;
  await new Promise((resolve) => setTimeout(resolve, patienceMs));
  for (const { chain, id, waiting } of await late(at)) {
    const events = waiting === 1 ? 'One event waits' : `${waiting} events wait`;
    faults.add(`${events} for a seal for more than a minute. Is a worker running?`, {
      chain,
      eventId: id,
    });
  }
}
