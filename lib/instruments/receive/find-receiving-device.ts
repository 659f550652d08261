import { z } from 'zod';
import type { LabRef } from '@/lib/platform/context';
import { leanQuery } from '@/lib/platform/db/lean-query';
import { log } from '@/lib/platform/log';
import { isId } from '@/lib/platform/ids';
import { openText } from '@/lib/platform/secrets/sealed-text';
import type { GoodSecret } from './verify-signature';

const DeviceRow = z.object({
  id: z.string(),
  name: z.string(),
  lab_id: z.string(),
  slug: z.string(),
  lab_name: z.string(),
  time_zone: z.string(),
  first_weekday: z.number(),
  secret_id: z.string().nullable(),
  ciphertext: z.instanceof(Uint8Array).nullable(),
});

export type ReceivingDevice = { id: string; name: string; lab: LabRef; secrets: GoodSecret[] };

/**
 * The device of that id, of whatever lab, with its secrets that are good now. Before its signature
 * nobody has said which lab it is of; an id that is none, and a retired device, are not found.
 */
export async function findDeviceToVerify(
  deviceId: string,
  now: Date,
): Promise<ReceivingDevice | null> {
  if (!isId(deviceId)) return null;
  const rows = await leanQuery(
    DeviceRow,
    `SELECT d.id::text AS id, d.name, l.id::text AS lab_id, l.slug, l.name AS lab_name,
       l.time_zone, l.first_weekday, s.id::text AS secret_id, s.ciphertext
     FROM devices d
     JOIN labs l ON l.id = d.lab_id
     LEFT JOIN device_secrets s ON s.lab_id = d.lab_id AND s.device_id = d.id
       AND s.valid_from <= $2 AND (s.valid_until IS NULL OR s.valid_until > $2)
     WHERE d.id = $1::uuid AND d.retired_at IS NULL`,
    [deviceId, now],
  );
  const [first] = rows;
  if (!first) return null;
  const secrets = rows.flatMap(({ secret_id, ciphertext }): GoodSecret[] => {
    if (secret_id === null || ciphertext === null) return [];
    const text = openText(secret_id, ciphertext);
    if (text !== null) return [{ id: secret_id, text }];
    log.error(
      { device: first.id, of: secret_id },
      'a secret does not open: is SECRETS_KEY another?',
    );
    return [];
  });
  const { id, name, lab_id, slug, lab_name, time_zone, first_weekday } = first;
  return {
    id,
    name,
    lab: {
      id: lab_id,
      slug,
      name: lab_name,
      timeZone: time_zone,
      firstWeekday: first_weekday,
    },
    secrets,
  };
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
