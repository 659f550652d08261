import pg from 'pg';
import { createLab } from '@/lib/labs/create-lab';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';

/** Devices of each history: 40 of 8 types. */
export const STEP_DEVICES = 40;
const TYPES = 8;
/** Functions of each history. */
export const FCTS = 60;
/** Sets of parameters of a function on a device, where they are not all different. */
export const SETS = 20;

export type StepHistory = {
  lab: LabRef;
  /** Ids in the order of the names D00 … */ devices: string[];
};

/** A lab with 40 devices, or the one that an earlier run left. */
async function stepLab(slug: string): Promise<StepHistory> {
  const db = unboundDb();
  const known = await db.lab.findUnique({ where: { slug } });
  if (known) {
    const devices = await db.device.findMany({
      where: { labId: known.id },
      orderBy: { name: 'asc' },
    });
    return { lab: known, devices: devices.map(({ id }) => id) };
  }
  const lab = await createLab(db, { slug, name: slug, timeZone: 'Europe/Berlin' });
  const devices = Array.from({ length: STEP_DEVICES }, (_, index) => ({
    id: newId(),
    labId: lab.id,
    name: `D${String(index).padStart(2, '0')}`,
    type: `type ${index % TYPES}`,
  }));
  await db.device.createMany({ data: devices });
  return { lab, devices: devices.map(({ id }) => id) };
}

// Log-normal durations around a median of the function and set. A quarter are moves, of pairs whose
// device numbers lie close, so that many pairs were never seen.
const STEPS_SQL = `
  INSERT INTO steps (id, lab_id, kind, name, device_id, started_at, finished_at, status, simulated,
    data, origin_device_id, origin_slot, target_device_id, target_slot, actor_kind, actor_name)
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7'
      || substr(hash, 1, 3) || '8' || substr(hash, 4, 15))::uuid,
    $1, CASE WHEN move THEN 'MOVE' ELSE 'PROCESS' END::step_kind,
    CASE WHEN move THEN 'move' ELSE 'step ' || fct END, ($2::uuid[])[1 + device], at,
    CASE WHEN fate > 0.005 THEN at + interval '1 second' * ms / 1000 END,
    CASE WHEN fate > 0.03 THEN 'completed' WHEN fate > 0.005 THEN 'error' ELSE 'running' END,
    fate > 0.98,
    CASE WHEN move OR bare THEN jsonb_build_object('fct', CASE WHEN move THEN 'move' ELSE 'f' || fct END)
      ELSE jsonb_build_object('fct', 'f' || fct, 'duration', 10 * (1 + set), 'temperature', 20 + set % 7,
        'mode', CASE set % 3 WHEN 0 THEN 'soft' WHEN 1 THEN 'hard' ELSE 'fast' END, 'shaking', set % 2 = 0) END,
    CASE WHEN move THEN ($2::uuid[])[1 + device] END, CASE WHEN move THEN 0 END,
    CASE WHEN move THEN ($2::uuid[])[1 + (device + near) % ${STEP_DEVICES}] END,
    CASE WHEN move THEN 1 END, 'system', 'bench'
  FROM (
    SELECT at, md5('step' || n) AS hash, fct, device, near, fate, random() < 0.25 AS move,
      random() < 0.1 AS bare, CASE WHEN $4 THEN n ELSE set END AS set,
      round(1000 * (20 + 7 * fct + 3 * set) * exp(0.25 * sqrt(-2 * ln(1 - random()))
        * cos(2 * pi() * random()))) AS ms
    FROM (
      SELECT n, $3::timestamptz - interval '1 year' + interval '30 seconds' * n AS at,
        floor(${FCTS} * random() * random())::int AS fct, random() AS fate,
        floor(${STEP_DEVICES} * random())::int AS device, 1 + floor(3 * random())::int AS near,
        floor(${SETS} * random())::int AS set
      FROM generate_series(1, $5::int) n OFFSET 0
    ) AS drawn OFFSET 0
  ) AS step`;

/**
 * A lab with so many steps of a year, a quarter of them moves: `unique` gives every other step
 * parameters of its own. Written by the superuser without keys, which fit by construction.
 */
export async function stepHistory(
  superuserUrl: string,
  slug: string,
  rows: number,
  unique: boolean,
): Promise<StepHistory> {
  const history = await stepLab(slug);
  const client = new pg.Client({ connectionString: superuserUrl, options: '-c TimeZone=UTC' });
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM steps WHERE lab_id = $1 LIMIT 1', [
      history.lab.id,
    ]);
    if (found.rowCount === 0) {
      await client.query(`SET session_replication_role = 'replica'; SET synchronous_commit = off`);
      await client.query('SELECT setseed(0.42)');
      await client.query(STEPS_SQL, [history.lab.id, history.devices, new Date(), unique, rows]);
      await client.query('VACUUM (ANALYZE) steps');
    }
  } finally {
    await client.end();
  }
  return history;
}
