'use server';

import { z } from 'zod';
import { cancelDowntime } from '@/lib/devices/downtimes/cancel-downtime';
import { CancelDowntime, NewDowntime } from '@/lib/devices/downtimes/contract';
import { planDowntime } from '@/lib/devices/downtimes/plan-downtime';
import { NewState } from '@/lib/devices/states/contract';
import { recordState } from '@/lib/devices/states/record-state';
import { action } from '@/lib/entry/action';

export const recordStateAction = action(
  'device.state',
  'device_states.write',
  z.strictObject({ device: z.string(), state: NewState }),
  (ctx, { device, state }) => recordState(ctx, device, state),
);
export const planDowntimeAction = action(
  'device.plan_downtime',
  'downtimes.write',
  z.strictObject({ device: z.string(), downtime: NewDowntime }),
  (ctx, { device, downtime }) => planDowntime(ctx, device, downtime),
);
export const cancelDowntimeAction = action(
  'device.cancel_downtime',
  'downtimes.write',
  z.strictObject({ device: z.string(), id: z.string(), cancel: CancelDowntime }),
  (ctx, { device, id, cancel }) => cancelDowntime(ctx, device, id, cancel),
);
