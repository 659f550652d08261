import { z } from 'zod';
import { lineField, nameField } from '@/lib/platform/http/named-list';
import { timeAnswer } from '@/lib/platform/http/time-field';

export const SLOTS_AT_MOST = 2_000;
const DAY_SECONDS = 86_400;

export const typeField = lineField(64);
export const slotsField = z
  .int('must be a whole number of positions')
  .min(0, 'must not be negative')
  .max(SLOTS_AT_MOST, `must be ${SLOTS_AT_MOST.toLocaleString('en')} at most`);
const heartbeatField = z
  .int('must be whole seconds')
  .min(1, 'must be at least a second')
  .max(DAY_SECONDS, 'must be a day at most')
  .nullable()
  .optional()
  .describe('It is heard of this often at least; three times as long without a word is silence.');

export const Device = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  active: z.boolean(),
  slots: z.int().describe('Its positions are 0 to slots − 1.'),
  heartbeat_seconds: z.int().nullable(),
});
export type Device = z.output<typeof Device>;

/** One device, with when the certificate of its server ends. */
export const DeviceInFull = Device.extend({ certificate_expires_at: timeAnswer.nullable() });
export type DeviceInFull = z.output<typeof DeviceInFull>;

export const NewDevice = z.strictObject({
  name: nameField,
  type: typeField,
  slots: slotsField.default(0),
  heartbeat_seconds: heartbeatField,
});
export type NewDevice = z.output<typeof NewDevice>;

export const DeviceChange = z.strictObject({
  name: nameField.optional(),
  type: typeField.optional(),
  slots: slotsField.optional(),
  heartbeat_seconds: heartbeatField,
  active: z.boolean().optional(),
});
export type DeviceChange = z.output<typeof DeviceChange>;
