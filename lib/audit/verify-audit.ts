import type pg from 'pg';
import { anchorSize } from './anchor-file';
import { type AuditReport, FaultList } from './audit-report';
import { verifyAnchors } from './verify-anchors';
import { verifyChains } from './verify-chain';
import { verifyDelay, verifyWaiting } from './verify-waiting';

/** Longer than a worker takes to seal what was committed. */
const PATIENCE_MS = 6_000;

/**
 * Checks the whole audit trail: each row against its seal and its predecessor, the chains against
 * their anchors, and that no event lacks a seal. Reads the database as it stands at one moment, in
 * constant memory; 300,000 rows took less than a minute on two busy cores. `key` is AUDIT_KEY's
 * bytes.
 */
export async function verifyAudit(
  pool: pg.Pool,
  {
    key,
    anchorPath,
    patienceMs = PATIENCE_MS,
  }: { key: Uint8Array; anchorPath: string; patienceMs?: number },
): Promise<AuditReport> {
  const faults = new FaultList();
  const notes: string[] = [];
  // Before the snapshot: what is anchored was committed, so the snapshot has it.
  const size = await anchorSize(anchorPath);
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { extents, everyRowDiffers } = await verifyChains(client, key, faults);
    if (everyRowDiffers) {
      notes.push('Not a single row matches: is AUDIT_KEY the one they were sealed under?');
    }
    const anchors = await verifyAnchors(client, anchorPath, size ?? 0, extents, faults);
    if (size === null) {
      const [chain] = extents.keys();
      const problem = `There is no anchor file ${anchorPath}: a tail that was cut off would not show.`;
      if (chain === undefined) notes.push(problem);
      else faults.add(problem, { chain });
    }
    const waiting = await verifyWaiting(client, faults);
    const { rows: labs } = await client.query<{ id: string; slug: string }>(
      'SELECT id::text, slug FROM labs',
    );
    await client.query('COMMIT');
    await verifyDelay(client, patienceMs, faults);

    const slugs = new Map(labs.map(({ id, slug }) => [id, slug]));
    const names = new Set([...extents.keys(), ...anchors.keys(), ...waiting.keys()]);
    const chains = [...names].map((chain) => {
      const { sealed, last } = extents.get(chain) ?? { sealed: 0, last: 0 };
      const { position, at } = anchors.get(chain) ?? { position: 0, at: '' };
      return {
        chain,
        lab: slugs.get(chain) ?? null,
        sealed,
        waiting: waiting.get(chain) ?? 0,
        anchored: at === '' ? null : { position, at },
        uncovered: Math.max(0, last - position),
      };
    });
    return { chains, faults: faults.first, faultCount: faults.count, notes };
  } finally {
    client.release(true);
  }
}
