'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { changeDevice } from '@/lib/devices/change-device';
import { DeviceChange, NewDevice } from '@/lib/devices/contract';
import { createDevice } from '@/lib/devices/create-device';

export const create = action('device.create', 'platform.write', NewDevice, createDevice);

export const change = action(
  'device.change',
  'platform.write',
  DeviceChange.extend({ ref: z.string() }),
  (ctx, { ref, ...given }) => changeDevice(ctx, ref, given),
);
