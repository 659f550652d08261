import { timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import type { FaultList } from './audit-report';
import { NO_PREDECESSOR, SEALED_COLUMNS_SQL, sealHash, type SealedEvent } from './seal-hash';

const FETCHED = 500;

type Row = Omit<SealedEvent, 'id'> & {
  chain: string;
  position: string;
  hash: Buffer;
  sealed_at: string;
  event_id: string;
  /** Null where the event is gone. */
  id: string | null;
};

async function* rowsInOrder(client: pg.ClientBase): AsyncGenerator<Row> {
  await client.query(
    `DECLARE audit_rows NO SCROLL CURSOR FOR
     SELECT s.chain::text, s.position::text, s.hash, s.event_id::text,
       extract(epoch FROM s.sealed_at)::text AS sealed_at, ${SEALED_COLUMNS_SQL}
     FROM audit_seals s LEFT JOIN audit_events e ON e.id = s.event_id
     ORDER BY s.chain, s.position`,
  );
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${FETCHED} FROM audit_rows`);
    yield* rows;
    if (rows.length < FETCHED) break;
  }
  await client.query('CLOSE audit_rows');
}

export type ChainExtent = { sealed: number; last: number };

/**
 * Walks every chain from its first row and names each that does not follow from the one before: an
 * event that was edited, moved or removed, a position that is missing. `client` is in a transaction
 * that sees one state of the database.
 */
export async function verifyChains(
  client: pg.ClientBase,
  key: Uint8Array,
  faults: FaultList,
): Promise<{ extents: Map<string, ChainExtent>; everyRowDiffers: boolean }> {
  const extents = new Map<string, ChainExtent>();
  let previous: Uint8Array | null = NO_PREDECESSOR;
  let [compared, differing] = [0, 0];
  for await (const { chain, position: text, hash, sealed_at, event_id, id, ...rest } of rowsInOrder(
    client,
  )) {
    const position = Number(text);
    const extent = extents.get(chain) ?? { sealed: 0, last: 0 };
    if (extent.sealed === 0) previous = NO_PREDECESSOR;
    if (position !== extent.last + 1) {
      const first = extent.last + 1;
      const missing =
        first === position - 1 ? `row ${first} is` : `rows ${first} to ${position - 1} are`;
      faults.add(`A gap: ${missing} missing.`, { chain, position: first });
      previous = null;
    }
    if (id === null) {
      faults.add('The event was removed; its seal is still there.', {
        chain,
        position,
        eventId: event_id,
      });
    } else if (previous) {
      compared += 1;
      const place = { chain, position, previous, sealedAt: sealed_at };
      const expected = sealHash(key, place, { ...rest, id });
      if (hash.length !== expected.length || !timingSafeEqual(hash, expected)) {
        differing += 1;
        faults.add('The row does not match its seal: it was edited, moved or replaced.', {
          chain,
          position,
          eventId: id,
        });
      }
    }
    // Going on from what is stored shows which rows are sound on their own.
    previous = hash;
    extents.set(chain, { sealed: extent.sealed + 1, last: position });
  }
  return { extents, everyRowDiffers: compared > 0 && differing === compared };
}
