import { z } from 'zod';
import { lineField, nameField } from '@/lib/platform/http/named-list';

export const Device = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  active: z.boolean(),
});
export type Device = z.output<typeof Device>;

export const NewDevice = z.strictObject({ name: nameField, type: lineField(64) });
export type NewDevice = z.output<typeof NewDevice>;

export const DeviceChange = z.strictObject({
  ...NewDevice.partial().shape,
  active: z.boolean().optional(),
});
export type DeviceChange = z.output<typeof DeviceChange>;
