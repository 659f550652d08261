import pg from 'pg';
import { z } from 'zod';

const Taken = z.object({ taken: z.boolean() });

/**
 * Which devices this worker applies the messages of: locks on one connection of its own, which the
 * database frees when the worker is gone. They save others the work of reading the same messages;
 * that none is applied twice rests on the locks of the transaction that applies it.
 */
export class DeviceClaims {
  readonly #held = new Set<string>();
  #client: pg.Client | undefined;
  // One query after the other on the one connection.
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly pool: () => pg.Pool) {}

  /** Whether the device is now this worker's, until it is released. */
  async claim(deviceId: string): Promise<boolean> {
    if (this.#held.has(deviceId)) return false;
    this.#held.add(deviceId);
    try {
      const taken = await this.#inTurn(async (client) => {
        const { rows } = await client.query(
          `SELECT pg_try_advisory_lock(hashtextextended('inbox ' || $1, 0)) AS taken`,
          [deviceId],
        );
        return Taken.parse(rows[0]).taken;
      });
      if (!taken) this.#held.delete(deviceId);
      return taken;
    } catch (error) {
      this.#held.delete(deviceId);
      throw error;
    }
  }

  /** Where the connection was lost meanwhile, so was the lock. */
  async release(deviceId: string): Promise<void> {
    const lost = this.#client === undefined;
    try {
      if (lost) return;
      await this.#inTurn((client) =>
        client.query(`SELECT pg_advisory_unlock(hashtextextended('inbox ' || $1, 0))`, [deviceId]),
      );
    } catch {
      // The lock went with its connection.
    } finally {
      this.#held.delete(deviceId);
    }
  }

  /** Gives everything up. */
  async end(): Promise<void> {
    await this.#turn;
    this.#drop();
  }

  #inTurn<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const mine = this.#turn.then(async () => {
      const client = await this.#connected();
      try {
        return await work(client);
      } catch (error) {
        this.#drop();
        throw error;
      }
    });
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #connected(): Promise<pg.Client> {
    if (this.#client) return this.#client;
    // Not one of the pool's: held for good, it could be the last that the work itself waits for.
    const client = new pg.Client(this.pool().options);
    client.on('error', () => {
      if (this.#client === client) this.#drop();
    });
    await client.connect();
    this.#client = client;
    return client;
  }

  #drop(): void {
    const client = this.#client;
    this.#client = undefined;
    client?.end().catch(() => undefined);
  }
}
