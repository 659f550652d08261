'use server';

import { changeStateTable } from '@/lib/devices/states/change-state-table';
import { StateTableChange } from '@/lib/devices/states/contract';
import { action } from '@/lib/entry/action';

export const change = action(
  'device_state_table.change',
  'lab.write',
  StateTableChange,
  changeStateTable,
);
