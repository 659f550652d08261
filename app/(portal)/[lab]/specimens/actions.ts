'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import {
  BulkTransitionRequest,
  TransitionRequest,
} from '@/lib/specimens/transitions/transition-contract';
import { transitionMany } from '@/lib/specimens/transitions/transition-many';
import { transitionTests } from '@/lib/specimens/transitions/transition-tests';

export const transitionSpecimenAction = action(
  'specimen.transition',
  'tests.move',
  z.strictObject({ specimen_id: z.string().max(200), ...TransitionRequest.shape }),
  (ctx, { specimen_id, ...request }) => transitionTests(ctx, specimen_id, request),
);

export const transitionManyAction = action(
  'specimen.transition-many',
  'tests.move',
  BulkTransitionRequest,
  transitionMany,
);
