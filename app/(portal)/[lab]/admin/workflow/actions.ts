'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { changeState } from '@/lib/labs/workflow/change-state';
import { changeTransitions } from '@/lib/labs/workflow/change-transition';
import { ActionRules, StateChange } from '@/lib/labs/workflow/contract';

export const renameState = action(
  'workflow.state',
  'workflow.write',
  StateChange.extend({ key: z.string() }),
  (ctx, { key, ...change }) => changeState(ctx, key, change),
);

export const changeRules = action(
  'workflow.transition',
  'workflow.write',
  ActionRules,
  (ctx, given) => changeTransitions(ctx, given.action, given.changes),
);
