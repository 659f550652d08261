import type { DeviceSecret } from '@/lib/platform/db/generated/client';
import type { SecretAnswer } from './contract';

type Row = Omit<DeviceSecret, 'ciphertext' | 'labId' | 'deviceId'>;

/** What of a secret's row people see: never the secret. */
export const SECRET_COLUMNS = {
  id: true,
  validFrom: true,
  validUntil: true,
  makerName: true,
  createdAt: true,
} as const;

export function secretAnswer(row: Row, now: Date): SecretAnswer {
  const { validUntil } = row;
  return {
    id: row.id,
    state: validUntil === null ? 'good' : validUntil > now ? 'ending' : 'ended',
    valid_from: row.validFrom.toISOString(),
    valid_until: validUntil?.toISOString() ?? null,
    made_by: row.makerName,
    created_at: row.createdAt.toISOString(),
  };
}
