'use server';

import { z } from 'zod';
import { NewState } from '@/lib/devices/states/contract';
import { recordState } from '@/lib/devices/states/record-state';
import { action } from '@/lib/entry/action';

export const recordStateAction = action(
  'device.state',
  'device_states.write',
  z.strictObject({ device: z.string(), state: NewState }),
  (ctx, { device, state }) => recordState(ctx, device, state),
);
