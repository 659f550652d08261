import { z } from 'zod';
import { pool } from '@/lib/platform/db/client';

/** Something of a lab that waits to be done. */
export const Waiting = z.array(z.object({ id: z.string(), lab_id: z.string() }));
export type Waiting = z.output<typeof Waiting>;

/**
 * Does the first of what waits that nobody is at work on; false for none. Who is at work is told by a
 * lock under `name` that a connection holds: whoever is killed loses it at once, and whoever loses it is
 * told by `lost`. `work` answers false where what waited was done meanwhile.
 */
export async function doNext(
  name: string,
  waiting: Waiting,
  work: (one: Waiting[number], lost: AbortSignal) => Promise<boolean>,
): Promise<boolean> {
  if (waiting.length === 0) return false;
  const client = await pool().connect();
  const lost = new AbortController();
  const onLost = () => lost.abort();
  client.on('error', onLost);
  let broken = true;
  try {
    for (const one of waiting) {
      const { rows } = await client.query<{ locked: boolean }>(
        'SELECT pg_try_advisory_lock(hashtext($1), hashtext($2)) AS locked',
        [name, one.id],
      );
      if (rows[0]?.locked !== true) continue;
      const done = await work(one, lost.signal);
      await client.query('SELECT pg_advisory_unlock(hashtext($1), hashtext($2))', [name, one.id]);
      if (!done) continue;
      broken = false;
      return true;
    }
    broken = false;
    return false;
  } finally {
    client.off('error', onLost);
    client.release(broken);
  }
}

/** Does one thing after the other in this process; whoever asks meanwhile has it look again. */
export class Lane {
  #busy = false;
  #again = false;

  /** `next` does one thing, and answers false when there is none. */
  constructor(private readonly next: (stopping: AbortSignal) => Promise<boolean>) {}

  /** Returns when nothing is left, or at once where this lane is at work. */
  async work(stopping: AbortSignal): Promise<void> {
    if (this.#busy) {
      this.#again = true;
      return;
    }
    this.#busy = true;
    try {
      do {
        this.#again = false;
        while (!stopping.aborted && (await this.next(stopping)));
      } while (this.#again && !stopping.aborted);
    } finally {
      this.#busy = false;
    }
  }
}
