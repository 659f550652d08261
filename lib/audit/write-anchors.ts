import type pg from 'pg';
import { z } from 'zod';
import { log } from '@/lib/platform/log';
import type { Anchor, AnchorFile } from './anchor-file';
import { whileAlone } from './seal-events';
import { NO_LAB_CHAIN } from './seal-hash';

const EVERY_ROWS = 1_000;
const EVERY_MS = 60_000;

const Heads = z.array(
  z.object({ chain: z.string(), position: z.coerce.number(), hash: z.string() }),
);

/** Whether a chain that has grown is to be anchored: after 1,000 rows or 60 s. */
export function anchorIsDue(position: number, last: Anchor | undefined, now: Date): boolean {
  if (position <= (last?.position ?? 0)) return false;
  if (!last || position - last.position >= EVERY_ROWS) return true;
  const elapsed = now.getTime() - Date.parse(last.at);
  // A clock that was set back must not put it off.
  return elapsed >= EVERY_MS || elapsed < 0;
}

const complainedOf = new Set<string>();

function complainOnce({
  chain,
  position,
  last,
}: {
  chain: string;
  position: number;
  last: Anchor;
}) {
  if (complainedOf.has(`${chain} ${last.position}`)) return;
  complainedOf.add(`${chain} ${last.position}`);
  log.error({ chain, position, anchored: last.position }, 'audit trail ends before its anchor');
}

/**
 * Appends the last row of each chain that is due to the anchor file; with `all` whether due or not.
 * Answers what it wrote. A chain that ends before its last anchor was cut off: that is logged, and
 * nothing is written for it.
 */
export async function writeAnchors(
  pool: pg.Pool,
  file: AnchorFile,
  { now = new Date(), all = false }: { now?: Date; all?: boolean } = {},
): Promise<Anchor[]> {
  const written = await whileAlone(pool, { name: 'anchor', wait: all }, async (client) => {
    const { rows } = await client.query(
      `SELECT c.chain::text, s.position, s.hash
       FROM (SELECT id AS chain FROM labs UNION ALL SELECT $1::uuid) c
       CROSS JOIN LATERAL (
         SELECT position, encode(hash, 'hex') AS hash FROM audit_seals
         WHERE chain = c.chain ORDER BY position DESC LIMIT 1
       ) s`,
      [NO_LAB_CHAIN],
    );
    const anchored = await file.heads();
    const due = Heads.parse(rows).filter(({ chain, position }) => {
      const last = anchored.get(chain);
      if (last && position < last.position) complainOnce({ chain, position, last });
      return all || anchorIsDue(position, last, now);
    });
    return file.append(due.map((head) => ({ ...head, at: now.toISOString() })));
  });
  return written ?? [];
}
