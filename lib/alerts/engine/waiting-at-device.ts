import { z } from 'zod';
import { PRIORITIES } from '@/lib/specimens/contract';
import { readLabRules } from '@/lib/specimens/lab-rules';
import type { WaitingAtDevice } from '../channels/notice';
import type { World } from '../kinds/kind';
import { statesAtDevice } from '../kinds/states-at-device';

const count = z.int();
const Rows = z.array(
  z.object({
    device_id: z.string(),
    device: z.string(),
    tests: count,
    stat: count,
    urgent: count,
    specimen: z.string().nullable(),
    assay: z.string().nullable(),
    priority: z.enum(PRIORITIES).nullable(),
    due_at: z.date().nullable(),
  }),
);

/** So many of the tests that wait at a device are named. */
const NAMED = 10;

/**
 * How many open tests without a result stand at each of these devices, with the first of them: STAT,
 * then urgent, then routine, each by when they are due. `absorbed` is how many alerts each device
 * keeps from being told. By the device’s id; one at which nothing waits has zeros.
 */
export async function waitingAtDevices(
  { db, lab }: Pick<World, 'db' | 'lab'>,
  deviceIds: readonly string[],
  absorbed: ReadonlyMap<string, number>,
): Promise<Map<string, WaitingAtDevice>> {
  const found = new Map<string, WaitingAtDevice>();
  if (deviceIds.length === 0) return found;
  const states = statesAtDevice(await readLabRules({ db, lab }));
  const rows = Rows.parse(
    await db.$queryRaw`
      WITH waiting AS (
        SELECT t.device_id, t.specimen_id, t.assay_id, t.priority, t.due_at,
          row_number() OVER (PARTITION BY t.device_id
            ORDER BY t.priority, t.due_at NULLS LAST, t.received_at NULLS LAST, t.id) AS place,
          count(*) OVER of_device AS tests,
          count(*) FILTER (WHERE t.priority = 'STAT') OVER of_device AS stat,
          count(*) FILTER (WHERE t.priority = 'URGENT') OVER of_device AS urgent
        FROM ordered_tests t
        WHERE t.lab_id = ${lab.id}::uuid AND t.device_id = ANY(${[...deviceIds]}::uuid[])
          AND t.state_key = ANY(${states}::text[]) AND t.voided_at IS NULL
        WINDOW of_device AS (PARTITION BY t.device_id)
      )
      SELECT d.id::text AS device_id, d.name AS device, coalesce(w.tests, 0)::int AS tests,
        coalesce(w.stat, 0)::int AS stat, coalesce(w.urgent, 0)::int AS urgent,
        s.number AS specimen, a.code AS assay, w.priority::text AS priority, w.due_at
      FROM devices d
      LEFT JOIN waiting w ON w.device_id = d.id AND w.place <= ${NAMED}::int
      LEFT JOIN specimens s ON s.lab_id = d.lab_id AND s.id = w.specimen_id
      LEFT JOIN assays a ON a.lab_id = d.lab_id AND a.id = w.assay_id
      WHERE d.lab_id = ${lab.id}::uuid AND d.id = ANY(${[...deviceIds]}::uuid[])
      ORDER BY lower(d.name), w.place`,
  );
  for (const { device_id: deviceId, due_at: dueAt, ...row } of rows) {
    const { device, tests, stat, urgent, specimen, assay, priority } = row;
    const known = found.get(deviceId) ?? {
      deviceId,
      device,
      tests,
      stat,
      urgent,
      first: [],
      absorbed: absorbed.get(deviceId) ?? 0,
    };
    if (specimen !== null && assay !== null && priority !== null) {
      known.first.push({ specimen, assay, priority, dueAt });
    }
    found.set(deviceId, known);
  }
  return found;
}
