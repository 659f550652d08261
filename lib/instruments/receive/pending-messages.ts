import { z } from 'zod';
import { leanQuery } from '@/lib/platform/db/lean-query';

/** So long a count is taken for true: counting thousands for each message costs more than storing it. */
const COUNTED_FOR_MS = 500;
/** Devices remembered at most. */
const MOST_DEVICES = 10_000;

type Counted = { count: number; atMs: number };

const Row = z.object({ count: z.number() });
const counted = new Map<string, Counted>();
const counting = new Map<string, Promise<Counted>>();

async function recount(labId: string, deviceId: string, most: number): Promise<Counted> {
  const [row] = await leanQuery(
    Row,
    `SELECT count(*)::int AS count FROM (
       SELECT FROM instrument_messages
       WHERE lab_id = $1::uuid AND device_id = $2::uuid AND status = 'accepted'
       LIMIT $3
     ) AS pending`,
    [labId, deviceId, most],
  );
  const fresh = { count: row?.count ?? 0, atMs: Date.now() };
  if (counted.size >= MOST_DEVICES) counted.clear();
  counted.set(deviceId, fresh);
  return fresh;
}

/**
 * How many messages of a device wait to be applied, `most` at most: counted within the last half
 * second, and those this process stored since. What others stored meanwhile is in the next count.
 */
export async function pendingMessages(
  labId: string,
  deviceId: string,
  most: number,
): Promise<number> {
  const known = counted.get(deviceId);
  if (known && Date.now() - known.atMs < COUNTED_FOR_MS) return known.count;
  let fresh = counting.get(deviceId);
  if (!fresh) {
    fresh = recount(labId, deviceId, most).finally(() => counting.delete(deviceId));
    counting.set(deviceId, fresh);
  }
  return (await fresh).count;
}

/** One more of the device waits. */
export function notePending(deviceId: string): void {
  const known = counted.get(deviceId);
  if (known) known.count += 1;
}
