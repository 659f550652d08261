import { z } from 'zod';
import type { LabRef } from '@/lib/platform/context';
import { gather } from '@/lib/platform/db/gather';
import { LAB_COLUMNS, labOf, labShape } from '@/lib/platform/db/lab-columns';
import { leanQuery } from '@/lib/platform/db/lean-query';
import { log } from '@/lib/platform/log';
import { isId } from '@/lib/platform/ids';
import { openText } from '@/lib/platform/secrets/sealed-text';
import type { GoodSecret } from './verify-signature';

const DeviceRow = z.object({
  id: z.string(),
  name: z.string(),
  ...labShape,
  secret_id: z.string().nullable(),
  ciphertext: z.instanceof(Uint8Array).nullable(),
  valid_from: z.date().nullable(),
  valid_until: z.date().nullable(),
});
type DeviceRow = z.output<typeof DeviceRow>;

export type ReceivingDevice = { id: string; name: string; lab: LabRef; secrets: GoodSecret[] };

type Wanted = { deviceId: string; now: Date };

/** Devices that are asked for together at most. */
const MOST_TOGETHER = 64;

const rowsOfDevice = gather(
  async (wanted: readonly Wanted[]) => {
    const ids = [...new Set(wanted.map(({ deviceId }) => deviceId.toLowerCase()))];
    const since = new Date(Math.min(...wanted.map(({ now }) => now.getTime())));
    const rows = await leanQuery(
      DeviceRow,
      `SELECT d.id::text AS id, d.name, ${LAB_COLUMNS}, s.id::text AS secret_id,
         s.ciphertext, s.valid_from, s.valid_until
       FROM devices d
       JOIN labs l ON l.id = d.lab_id
       LEFT JOIN device_secrets s ON s.lab_id = d.lab_id AND s.device_id = d.id
         AND (s.valid_until IS NULL OR s.valid_until > $2)
       WHERE d.id = ANY($1::uuid[]) AND d.retired_at IS NULL`,
      [ids, since],
    );
    return wanted.map(({ deviceId }) => rows.filter(({ id }) => id === deviceId.toLowerCase()));
  },
  { atATime: 2, most: MOST_TOGETHER },
);

const isGood = ({ valid_from: from, valid_until: until }: DeviceRow, now: Date) =>
  from !== null && from <= now && (until === null || until > now);

/**
 * The device of that id, of whatever lab, with its secrets that are good now. Before its signature
 * nobody has said which lab it is of; an id that is none, and a retired device, are not found.
 */
export async function findDeviceToVerify(
  deviceId: string,
  now: Date,
): Promise<ReceivingDevice | null> {
  if (!isId(deviceId)) return null;
  const rows = await rowsOfDevice({ deviceId, now });
  const [first] = rows;
  if (!first) return null;
  const secrets = rows.flatMap((row): GoodSecret[] => {
    const { secret_id, ciphertext } = row;
    if (secret_id === null || ciphertext === null || !isGood(row, now)) return [];
    const text = openText(secret_id, ciphertext);
    if (text !== null) return [{ id: secret_id, text }];
    log.error(
      { device: first.id, of: secret_id },
      'a secret does not open: is SECRETS_KEY another?',
    );
    return [];
  });
  return { id: first.id, name: first.name, lab: labOf(first), secrets };
}

/** The id of a lab's device that is not retired, by its id or its name. */
export async function findDeviceInLab(labId: string, ref: string): Promise<string | null> {
  if (/\u0000/.test(ref)) return null;
  const rows = await leanQuery(
    z.object({ id: z.string() }),
    `SELECT id::text AS id FROM devices
     WHERE lab_id = $1::uuid AND retired_at IS NULL
       AND (id = $2::uuid OR lower(name) = lower($3))
     ORDER BY (id = $2::uuid) DESC NULLS LAST LIMIT 1`,
    [labId, isId(ref) ? ref : null, ref],
  );
  return rows[0]?.id ?? null;
}
