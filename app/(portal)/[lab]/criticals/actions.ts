'use server';

import { action } from '@/lib/entry/action';
import {
  CallForm,
  callCriticalFromForm,
  CloseForm,
  closeCriticalFromForm,
} from '@/lib/results/critical-form';

export const callCriticalAction = action(
  'critical.call',
  'criticals.call',
  CallForm,
  callCriticalFromForm,
);

export const closeCriticalAction = action(
  'critical.close',
  'criticals.close',
  CloseForm,
  closeCriticalFromForm,
);
