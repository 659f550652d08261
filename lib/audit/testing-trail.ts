import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { RetryingPool } from '@/lib/platform/db/retrying-pool';
import { dropDatabase, makeDatabase, withClient } from '@/lib/platform/db/testing';
import { newId } from '@/lib/platform/ids';
import { openAnchorFile } from './anchor-file';
import type { AuditReport } from './audit-report';
import { sealEvents } from './seal-events';
import { verifyAudit } from './verify-audit';
import { writeAnchors } from './write-anchors';

export const TRAIL_KEY = Buffer.alloc(32, 'k');

const INSERT = `INSERT INTO audit_events (id, lab_id, at, actor_kind, actor_name, action, entity,
    entity_id, request_id, before, after, reason)
  VALUES ($1, $2, now(), 'person', 'Ada', 'assay.update', 'assay', $3, 'request-' || $3,
    '{"name":"K","limits":[3.50,5.1]}', jsonb_build_object('b', $3::text, 'a', 12345678901234567890),
    NULL)`;

export type Trail = Awaited<ReturnType<typeof makeTrail>>;

/** A database of its own with an audit trail that a test may damage. */
export async function makeTrail() {
  const database = await makeDatabase();
  const anchorPath = path.join(tmpdir(), `${database.name}.jsonl`);
  const pool = new RetryingPool({
    connectionString: database.appUrl,
    max: 4,
    options: '-c TimeZone=UTC',
  });
  pool.on('error', () => undefined);
  const lab = newId();
  const addLab = () =>
    pool.query(`INSERT INTO labs (id, slug, name, time_zone) VALUES ($1, 'trail', 'T', 'UTC')`, [
      lab,
    ]);
  await addLab();
  return {
    database,
    pool,
    anchorPath,
    lab,
    /** Commits that many events, and answers their ids. */
    async write(count: number, labId: string | null = lab, on: pg.Pool | pg.Client = pool) {
      const ids = [];
      for (let index = 1; index <= count; index += 1) {
        const id = newId();
        await on.query(INSERT, [id, labId, String(index)]);
        ids.push(id);
      }
      return ids;
    },
    seal: (now?: Date) => sealEvents(pool, TRAIL_KEY, { now }),
    anchor: (now?: Date) => writeAnchors(pool, openAnchorFile(anchorPath), { now, all: true }),
    /** What an administrator of the server can do: SQL that no trigger stops. */
    async asSuperuser(sql: string, values: unknown[] = []) {
      await withClient(database.superuserUrl, async (client) => {
        await client.query('SET session_replication_role = replica');
        const { rowCount } = await client.query(sql, values);
        if (rowCount === 0) throw new Error(`Nothing was changed by: ${sql}`);
      });
    },
    /** Empties the trail for the next test; quicker than another database. */
    async clear() {
      await withClient(database.superuserUrl, (client) =>
        client.query(`SET session_replication_role = replica;
          TRUNCATE audit_events, audit_seals, audit_unsealed; DELETE FROM labs`),
      );
      rmSync(anchorPath, { force: true });
      await addLab();
    },
    verify: (key: Uint8Array = TRAIL_KEY): Promise<AuditReport> =>
      verifyAudit(pool, { key, anchorPath, patienceMs: 50 }),
    async drop() {
      await pool.end();
      await dropDatabase(database);
      rmSync(anchorPath, { force: true });
    },
  };
}
