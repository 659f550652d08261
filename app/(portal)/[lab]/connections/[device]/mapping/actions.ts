'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { MappingChange, MappingTry } from '@/lib/instruments/inbox/contract';
import { changeMapping } from '@/lib/instruments/mapping/change-mapping';
import { tryMapping } from '@/lib/instruments/mapping/try-mapping';

const device = z.string().min(1).max(200);

export const changeMappingAction = action(
  'device.map',
  'mapping.write',
  z.strictObject({ device, ...MappingChange.shape }),
  (ctx, { device: name, ...change }) => changeMapping(ctx, name, change),
);
export const tryMappingAction = action(
  'device.try_mapping',
  'mapping.write',
  z.strictObject({ device, ...MappingTry.shape }),
  (ctx, { device: name, ...attempt }) => tryMapping(ctx, name, attempt),
);
