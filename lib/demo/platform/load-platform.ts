import { z } from 'zod';
import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import type { Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import type { Staff } from '../load-history';
import { loadStates } from '../load-states';
import { generatePlatform } from './generate-platform';
import { platformRows, type PlatformRows } from './platform-rows';
import type { PlatformScenario } from './platform-scenario';
import { platformStates } from './platform-states';
import { selfSignedCertificate } from './self-signed-certificate';

/** The audit event by which a lab's platform is known to be complete. */
export const PLATFORM_LOADED = 'demo.load_platform';

const DAY = 86_400_000;
const TIMEOUT_MS = 300_000;

// Tables in the order in which their rows refer to one another.
const TABLES = [
  'containers',
  'container_moves',
  'occupancies',
  'container_contents',
  'placement_conflicts',
  'processes',
  'experiments',
] as const satisfies readonly (keyof PlatformRows)[];

const STEP_COLUMNS = Prisma.sql`id, lab_id, kind, name, device_id, container_id, experiment_id,
  started_at, finished_at, status, simulated, data, origin_device_id, origin_slot,
  target_device_id, target_slot, lidded_before, lidded_after, barcode_read, move_id, created_at,
  actor_kind, actor_id, actor_name`;

/**
 * Writes the automated platform of a lab whose history is loaded, all of it or nothing, with the
 * event that says so. A lab that has one of its devices already, or any container, keeps what it has.
 */
export async function loadPlatform(
  ctx: Ctx,
  wanted: { platform: PlatformScenario; seed: number; days: number },
  staff: Staff,
): Promise<void> {
  const { platform, seed, days } = wanted;
  if (!(await hasRoom(ctx, platform))) return;
  const specimens = await readSpecimens(ctx, platform.tubes.specimenTypes);
  const end = ctx.now.getTime();
  const labId = ctx.lab.id;
  const { timeZone } = ctx.lab;
  const generated = generatePlatform({ platform, timeZone, seed, end, specimens });
  await ctx.db.$transaction(
    async (tx) => {
      const devices = await addDevices(tx, ctx, platform, days);
      const { technician } = staff;
      const rows = platformRows({ labId, platform, devices, technician, end }, generated);
      await insert(tx, rows);
      const states = platformStates(
        platform,
        generated.runs.map(({ run }) => run),
        { end, days },
      );
      await loadStates(tx, { labId, devices, ...staff }, { states, downtimes: [] });
      await recordAuditEvent(tx, ctx, {
        action: PLATFORM_LOADED,
        entity: 'lab',
        entityId: labId,
        after: Object.fromEntries(Object.entries(rows).map(([table, all]) => [table, all.length])),
      });
    },
    { timeout: TIMEOUT_MS },
  );
}

async function hasRoom({ db }: Ctx, { devices }: PlatformScenario): Promise<boolean> {
  const [taken, containers] = await Promise.all([
    db.device.count({ where: { name: { in: devices.map(({ name }) => name) } } }),
    db.container.count(),
  ]);
  return taken === 0 && containers === 0;
}

async function addDevices(
  tx: LabTx,
  { lab, now }: Ctx,
  { devices }: PlatformScenario,
  days: number,
): Promise<Map<string, string>> {
  const createdAt = new Date(now.getTime() - days * DAY);
  const rows = devices.map(({ name, type, slots, certificateDays }) => ({
    id: newId(),
    labId: lab.id,
    name,
    type,
    slots,
    createdAt,
    certificatePem:
      certificateDays === undefined
        ? null
        : selfSignedCertificate(
            name,
            new Date(now.getTime() - 200 * DAY),
            new Date(now.getTime() + certificateDays * DAY),
          ),
  }));
  await tx.device.createMany({ data: rows });
  const ids = new Map(rows.map(({ id, name }) => [name, id]));
  for (const { name, deepWell } of devices) {
    if (!deepWell) continue;
    const [gte, lt] = deepWell;
    await tx.position.updateMany({
      where: { deviceId: ids.get(name) ?? '', slot: { gte, lt } },
      data: { deepWell: true },
    });
  }
  return ids;
}

async function insert(tx: LabTx, rows: PlatformRows): Promise<void> {
  for (const name of TABLES) {
    const table = Prisma.raw(name);
    await tx.$executeRaw`
      INSERT INTO ${table}
      SELECT * FROM json_populate_recordset(NULL::${table}, ${JSON.stringify(rows[name])}::json)`;
  }
  // Without the columns that the database makes.
  await tx.$executeRaw`
    INSERT INTO steps (${STEP_COLUMNS})
    SELECT ${STEP_COLUMNS}
    FROM json_populate_recordset(NULL::steps, ${JSON.stringify(rows.steps)}::json)`;
}

const Specimens = z.array(
  z.object({
    id: z.string(),
    number: z.string(),
    receivedAt: z.number(),
    doneAt: z.number().nullable(),
  }),
);

/** The specimens of some types that came, by their numbers, and when the last test was done. */
async function readSpecimens({ db, lab }: Ctx, types: readonly string[]) {
  return Specimens.parse(
    await db.$queryRaw`
      SELECT s.id::text AS id, s.number,
        (extract(epoch FROM s.received_at) * 1000)::float8 AS "receivedAt",
        (extract(epoch FROM CASE
          WHEN bool_and(COALESCE(t.released_at, t.rejected_at) IS NOT NULL)
          THEN max(COALESCE(t.released_at, t.rejected_at)) END) * 1000)::float8 AS "doneAt"
      FROM specimens s JOIN ordered_tests t ON t.lab_id = s.lab_id AND t.specimen_id = s.id
      WHERE s.lab_id = ${lab.id}::uuid AND s.specimen_type = ANY(${[...types]}::text[])
        AND s.received_at IS NOT NULL
      GROUP BY s.id ORDER BY s.number`,
  );
}
