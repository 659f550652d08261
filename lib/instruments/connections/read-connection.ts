import { z } from 'zod';
import { findDevice } from '@/lib/devices/find-device';
import type { Ctx } from '@/lib/platform/context';
import { env } from '@/lib/platform/env';

/** How a device can be connected, and by what it is: nothing secret. Times are ISO. */
export type DeviceConnection = {
  id: string;
  device: string;
  type: string;
  /** Not retired. */
  active: boolean;
  /** Where its messages are sent over HTTP. */
  webhookUrl: string;
  /** Where the worker listens for MLLP; null where it does not. */
  mllp: { port: number; thisMachineOnly: boolean } | null;
  /** How many of each let it speak now. */
  secrets: number;
  keys: number;
  peers: number;
  lastMessageAt: string | null;
  mappingVersion: number;
};

const Rows = z
  .array(
    z.object({
      name: z.string(),
      type: z.string(),
      active: z.boolean(),
      secrets: z.number(),
      keys: z.number(),
      peers: z.number(),
      last_at: z.number().nullable(),
      version: z.number(),
    }),
  )
  .length(1);

const LOOPBACK = /^(localhost|127\.|::1$)/;

/** How a device can be connected; an unknown one is 404. */
export async function readConnection(ctx: Ctx, name: string): Promise<DeviceConnection> {
  const deviceId = await findDevice(ctx.db, ctx, 'platform.read', name);
  const labId = ctx.lab.id;
  const { now } = ctx;
  const [row] = Rows.parse(
    await ctx.db.$queryRaw`
      SELECT d.name, d.type, d.retired_at IS NULL AS active,
        (SELECT count(*)::int FROM device_secrets s WHERE s.lab_id = d.lab_id AND s.device_id = d.id
          AND (s.valid_until IS NULL OR s.valid_until > ${now}::timestamptz)) AS secrets,
        (SELECT count(*)::int FROM api_keys k WHERE k.lab_id = d.lab_id AND k.device_id = d.id
          AND k.revoked_at IS NULL
          AND (k.expires_at IS NULL OR k.expires_at > ${now}::timestamptz)) AS keys,
        (SELECT count(*)::int FROM mllp_peers p
          WHERE p.lab_id = d.lab_id AND p.device_id = d.id) AS peers,
        (SELECT extract(epoch FROM m.received_at) * 1000 FROM instrument_messages m
          WHERE m.lab_id = d.lab_id AND m.device_id = d.id
          ORDER BY m.position DESC LIMIT 1)::float8 AS last_at,
        COALESCE((SELECT m.version FROM device_mappings m
          WHERE m.lab_id = d.lab_id AND m.device_id = d.id), 0) AS version
      FROM devices d
      WHERE d.lab_id = ${labId}::uuid AND d.id = ${deviceId}::uuid`,
  );
  if (!row) throw new Error('A device that was found has a row');
  const { APP_URL, MLLP_HOST, MLLP_PORT } = env();
  return {
    id: deviceId,
    device: row.name,
    type: row.type,
    active: row.active,
    webhookUrl: `${APP_URL}/api/webhooks/instruments/${deviceId}`,
    mllp: MLLP_PORT === 0 ? null : { port: MLLP_PORT, thisMachineOnly: LOOPBACK.test(MLLP_HOST) },
    secrets: row.secrets,
    keys: row.keys,
    peers: row.peers,
    lastMessageAt: row.last_at === null ? null : new Date(row.last_at).toISOString(),
    mappingVersion: row.version,
  };
}
