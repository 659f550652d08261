import type pg from 'pg';
import { z } from 'zod';

const Taken = z.object({ taken: z.boolean() });

/**
 * Which devices this worker applies the messages of: locks on one connection of its own, which the
 * database frees when the worker is gone. They save others the work of reading the same messages;
 * that none is applied twice rests on the locks of the transaction that applies it.
 */
export class DeviceClaims {
  readonly #held = new Set<string>();
  #client: pg.PoolClient | undefined;

  constructor(private readonly pool: () => pg.Pool) {}

  /** Whether the device is now this worker's, until it is released. */
  async claim(deviceId: string): Promise<boolean> {
    if (this.#held.has(deviceId)) return false;
    this.#held.add(deviceId);
    try {
      const client = await this.#connected();
      const { rows } = await client.query(
        `SELECT pg_try_advisory_lock(hashtextextended('inbox ' || $1, 0)) AS taken`,
        [deviceId],
      );
      const { taken } = Taken.parse(rows[0]);
      if (!taken) this.#held.delete(deviceId);
      return taken;
    } catch (error) {
      this.#held.delete(deviceId);
      this.#drop();
      throw error;
    }
  }

  async release(deviceId: string): Promise<void> {
    this.#held.delete(deviceId);
    await this.#client
      ?.query(`SELECT pg_advisory_unlock(hashtextextended('inbox ' || $1, 0))`, [deviceId])
      .catch(() => this.#drop());
  }

  /** Gives everything up. */
  end(): void {
    this.#drop();
  }

  async #connected(): Promise<pg.PoolClient> {
    if (this.#client) return this.#client;
    const client = await this.pool().connect();
    if (this.#client) {
      client.release();
      return this.#client;
    }
    client.on('error', () => this.#drop());
    this.#client = client;
    return client;
  }

  /** The locks go with their connection. */
  #drop(): void {
    const client = this.#client;
    this.#client = undefined;
    client?.release(true);
  }
}
