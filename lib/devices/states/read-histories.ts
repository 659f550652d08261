import { z } from 'zod';
import { labSettings } from '@/lib/labs/settings';
import type { LabRef } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { foldStates, type DeviceHistory, type Downtime } from './fold-states';
import { endingCodes, type StateTable } from './state-table';
import type { StateChange } from './stated';

/** A device with what was known of it; its history says nothing true of before `from`. */
export type DeviceOverTime = {
  id: string;
  name: string;
  type: string;
  /** ms since 1970; null while it is in use. */
  retiredAt: number | null;
  history: DeviceHistory;
};

/** Where histories are read, and up to when. */
type Reader = {
  db: Pick<LabTx, 'lab' | '$queryRaw'>;
  lab: Pick<LabRef, 'id'>;
  now: Date;
};

const Devices = z.array(
  z.object({
    id: z.uuid(),
    name: z.string(),
    type: z.string(),
    retired_at: z.number().nullable(),
  }),
);
const Changes = z.array(
  z.object({
    device_id: z.uuid(),
    at: z.number(),
    code: z.string().nullable(),
    held: z.boolean(),
    clears: z.boolean(),
    reason: z.string().nullable(),
  }),
);
const Downtimes = z.array(
  z.object({ device_id: z.uuid(), from: z.number(), to: z.number(), reason: z.string() }),
);

/** What the lab says the states of its devices mean. */
export async function readStateTable(ctx: Omit<Reader, 'now'>): Promise<StateTable> {
  const { settings } = await ctx.db.lab.findUniqueOrThrow({
    where: { id: ctx.lab.id },
    select: { settings: true },
  });
  return labSettings(settings).deviceStates;
}

/**
 * The devices that were in use at some time after `from`, by name, each with its history up to
 * `to` or now, whichever is first. `names` narrows them; capitals don't matter. `only: 'speaking'`
 * leaves out what holds containers and says nothing of itself, as racks and fridges do: it has
 * positions, no heartbeat, and never was in any state.
 */
export async function readHistories(
  ctx: Reader,
  { from, to, names, only }: { from: Date; to: Date; names?: readonly string[]; only?: 'speaking' },
): Promise<DeviceOverTime[]> {
  const table = await readStateTable(ctx);
  // A pause that began within may prove too long only after the end.
  const settled = to.getTime() + table.transientMinutes * 60_000 + 1;
  const asOf = Math.min(ctx.now.getTime(), settled);
  const labId = ctx.lab.id;
  const named =
    names && names.length > 0
      ? Prisma.sql`AND lower(name) = ANY(${names.map((name) => name.toLowerCase())}::text[])`
      : Prisma.empty;
  const speaking =
    only === 'speaking'
      ? Prisma.sql`AND (slots = 0 OR heartbeat_seconds IS NOT NULL OR EXISTS (
          SELECT FROM device_state_changes c
          WHERE c.lab_id = devices.lab_id AND c.device_id = devices.id))`
      : Prisma.empty;
  const devices = Devices.parse(
    await ctx.db.$queryRaw`
      SELECT id::text AS id, name, type, (extract(epoch FROM retired_at) * 1000)::float8 AS retired_at
      FROM devices
      WHERE lab_id = ${labId}::uuid AND (retired_at IS NULL OR retired_at > ${from}::timestamptz)
        ${named} ${speaking}
      ORDER BY lower(name)`,
  );
  const ids = devices.map(({ id }) => id);
  const [changes, downtimes] = await Promise.all([
    ctx.db.$queryRaw(changesSql(labId, ids, from, new Date(asOf), endingCodes(table))),
    ctx.db.$queryRaw`
      SELECT device_id::text AS device_id, (extract(epoch FROM starts_at) * 1000)::float8 AS "from",
        (extract(epoch FROM least(ends_at, cancelled_at)) * 1000)::float8 AS "to", reason
      FROM planned_downtimes
      WHERE lab_id = ${labId}::uuid AND device_id = ANY(${ids}::uuid[])
        AND starts_at < ${new Date(asOf)}::timestamptz
        AND starts_at < least(ends_at, cancelled_at)
      ORDER BY starts_at, id`,
  ]);
  const changesOf = grouped(Changes.parse(changes));
  const downtimesOf = grouped(Downtimes.parse(downtimes));
  return devices.map(({ id, name, type, retired_at }) => {
    const said: StateChange[] = changesOf.get(id) ?? [];
    const planned: Downtime[] = downtimesOf.get(id) ?? [];
    return {
      id,
      name,
      type,
      retiredAt: retired_at,
      history: foldStates(said, planned, table, asOf),
    };
  });
}

/**
 * Changes up to `to` in their order, from a moment on at or before `from` at which nothing earlier
 * matters any more: the device itself said that no stop is open, and no person's state held.
 */
function changesSql(
  labId: string,
  ids: readonly string[],
  from: Date,
  to: Date,
  ending: readonly string[],
): Prisma.Sql {
  return Prisma.sql`
    SELECT c.device_id::text AS device_id, (extract(epoch FROM c.at) * 1000)::float8 AS at, c.code,
      c.held, c.clears, c.reason
    FROM unnest(${ids}::uuid[]) AS d(id)
    CROSS JOIN LATERAL (
      SELECT (
        SELECT s.at FROM device_state_changes s
        WHERE s.lab_id = ${labId}::uuid AND s.device_id = d.id AND s.at <= least(${from}::timestamptz, ${to}::timestamptz - interval '1 ms')
          AND NOT s.held AND NOT s.clears AND upper(btrim(s.code)) = ANY(${ending}::text[])
          AND NOT COALESCE((
            SELECT h.held FROM device_state_changes h
            WHERE h.lab_id = ${labId}::uuid AND h.device_id = d.id AND h.at <= s.at
              AND (h.held OR h.clears)
            ORDER BY h.at DESC, h.recorded_at DESC, h.id DESC LIMIT 1), false)
        ORDER BY s.at DESC LIMIT 1) AS at
    ) settled
    JOIN device_state_changes c ON c.lab_id = ${labId}::uuid AND c.device_id = d.id
      AND c.at >= COALESCE(settled.at, '-infinity') AND c.at < ${to}::timestamptz
    ORDER BY c.device_id, c.at, c.recorded_at, c.id`;
}

function grouped<T extends { device_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.device_id);
    if (group) group.push(row);
    else groups.set(row.device_id, [row]);
  }
  return groups;
}
