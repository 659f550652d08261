import { labDb } from '@/lib/platform/db/lab-db';
import type { AppError } from '@/lib/platform/errors';
import { UnreadableMessage } from '../event';
import { acknowledge } from '../hl7/acknowledge';
import { readHl7 } from '../hl7/read-hl7';
import { readDeviceTable } from '../mapping/read-mapping';
import type { Sender } from './sender';

/** What HL7 v2 over HTTP calls itself. */
export const HL7_TYPES = ['application/hl7-v2', 'x-application/hl7-v2+er7'];

/** The type of acknowledgement a request asks for, or null where it asks for JSON. */
export function acknowledgementType(accept: string | null): string | null {
  const wanted = (accept ?? '').split(',').map((part) => part.split(';')[0]?.trim().toLowerCase());
  return HL7_TYPES.find((type) => wanted.includes(type)) ?? null;
}

/** A longer message is read in the inbox only: reading it here would keep others waiting. */
const READ_AT_ONCE_BYTES = 64 * 1024;

/**
 * The HL7 acknowledgement of a message whose bytes are stored: AA, or AE or AR with the reason where
 * it is short enough to be read at once and cannot be read at all by its device's table. What its
 * content leads to is found out afterwards, in the inbox.
 */
export async function acknowledgeStored(
  bytes: Uint8Array,
  { lab, deviceId }: Pick<Sender, 'lab' | 'deviceId'>,
  receivedAt: Date,
): Promise<string> {
  if (bytes.byteLength > READ_AT_ONCE_BYTES) return acknowledge(bytes, 'AA', null);
  try {
    const { table } = await readDeviceTable(labDb(lab.id), { lab }, deviceId);
    readHl7(bytes, table, { timeZone: lab.timeZone, receivedAt });
    return acknowledge(bytes, 'AA', null);
  } catch (error) {
    if (error instanceof UnreadableMessage) {
      return acknowledge(bytes, error.hl7, error.message, { condition: error.code });
    }
    // Not the sender's fault, and their message is safe.
    return acknowledge(bytes, 'AA', null);
  }
}

/** … of one that was not stored: AE asks to send it again, AR says that it is no use. */
export function acknowledgeRefused(bytes: Uint8Array, error: AppError): string {
  const passes = error.status === 429 || error.status >= 500;
  return acknowledge(bytes, passes ? 'AE' : 'AR', error.message);
}
