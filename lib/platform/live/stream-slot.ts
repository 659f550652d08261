import type pg from 'pg';

/** Whose streams are counted, and how many they may have. */
export type StreamHolder = { key: string; limit: number };

/**
 * Takes one of the numbered slots a holder has for streams: an advisory lock of the process's
 * listening connection, so that all processes count together and none is kept by a dead one.
 * Locks of one connection do not exclude each other: `taken` are those this process has already.
 * @returns the slot, or null where none is free
 */
export async function takeSlot(
  client: pg.PoolClient,
  { key, limit }: StreamHolder,
  taken: readonly number[],
): Promise<number | null> {
  for (let slot = 1; slot <= limit; slot += 1) {
    if (taken.includes(slot)) continue;
    const { rows } = await client.query<{ got: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS got',
      [nameOf(key, slot)],
    );
    if (rows[0]?.got) return slot;
  }
  return null;
}

export async function freeSlot(client: pg.PoolClient, key: string, slot: number): Promise<void> {
  await client.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [nameOf(key, slot)]);
}

function nameOf(key: string, slot: number): string {
  return `benchwatch live stream ${slot} of ${key}`;
}
