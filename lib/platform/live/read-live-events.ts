import type pg from 'pg';
import { LIVE_KINDS, type LiveKind } from '../live-kinds';
import { comparePositions, type LivePosition, type ResumePoint } from '../live-resume-id';

type Db = Pick<pg.Pool, 'query'>;

export type LiveEvent = LivePosition & { kind: LiveKind; entity: string; version: number };

export type LiveBatch = {
  events: LiveEvent[];
  /** The place of the last one read, or the one read after. */
  last: LivePosition;
  /** There may be more at once. */
  full: boolean;
  /** Committed events wait for an older transaction to end; nobody will notify when it does. */
  held: boolean;
};

/** Rows are deleted after 24 hours, counted from the start of the transaction that wrote them. */
const RESUMABLE_MS = 23 * 3_600_000;
/** What happened between a page's drawing and the opening of its stream must not be lost. */
const LEAD_SECONDS = 10;

type Row = { xid: string; id: string; entity: string; entity_id: string; version: number };

/**
 * Events of a lab after a place, in the order in which they became visible for good. Ids are given
 * before commit and transactions end in any order, so an event counts only once every transaction
 * as old as its own has ended: then none can appear before it any more.
 */
export async function readLiveEvents(
  db: Db,
  labId: string,
  after: LivePosition,
  limit: number,
): Promise<LiveBatch> {
  const { rows } = await db.query<Row & { early: boolean }>({
    name: 'live-events',
    text: `SELECT xid::text, id::text, entity, entity_id, version,
             xid >= pg_snapshot_xmin(pg_current_snapshot()) AS early
           FROM live_events
           WHERE lab_id = $1 AND (xid, id) > ($2::xid8, $3::bigint)
           ORDER BY live_events.xid, live_events.id LIMIT $4`,
    values: [labId, String(after.xid), String(after.id), limit],
  });
  const settled = rows.filter(({ early }) => !early);
  const newest = settled.at(-1);
  return {
    events: settled.flatMap((row) => {
      const kind = LIVE_KINDS.find((known) => known === row.entity);
      const { entity_id: entity, version } = row;
      return kind ? [{ xid: BigInt(row.xid), id: BigInt(row.id), kind, entity, version }] : [];
    }),
    last: newest ? { xid: BigInt(newest.xid), id: BigInt(newest.id) } : after,
    full: settled.length === limit,
    held: settled.length < rows.length,
  };
}

/** Where a stream begins that resumes nothing: some seconds back. */
export async function presentPoint(db: Db, labId: string, nowMs: number): Promise<ResumePoint> {
  const { rows } = await db.query<{ xmin: string; xid: string | null; id: string | null }>(
    `WITH recent AS MATERIALIZED (
       SELECT xid, id FROM live_events
       WHERE created_at > now() - make_interval(secs => $2) AND lab_id = $1)
     SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin, first.xid::text, first.id::text
     FROM (SELECT 1) AS one LEFT JOIN (
       SELECT xid, id FROM recent ORDER BY recent.xid, recent.id LIMIT 1) AS first ON true`,
    [labId, LEAD_SECONDS],
  );
  const row = rows[0];
  if (!row) throw new Error('No row from a query that always has one');
  const present = { xid: BigInt(row.xmin), id: 0n };
  const recent =
    row.xid === null || row.id === null
      ? present
      : { xid: BigInt(row.xid), id: BigInt(row.id) - 1n };
  return { ...(comparePositions(recent, present) < 0 ? recent : present), sentAtMs: nowMs };
}

/** Whether all events after a point are still there, and the point is one of this database. */
export async function isResumable(db: Db, point: ResumePoint, nowMs: number): Promise<boolean> {
  const age = nowMs - point.sentAtMs;
  if (age > RESUMABLE_MS || age < -RESUMABLE_MS) return false;
  const { rows } = await db.query<{ known: boolean }>(
    'SELECT $1::xid8 <= pg_snapshot_xmax(pg_current_snapshot()) AS known',
    [String(point.xid)],
  );
  return rows[0]?.known === true;
}
