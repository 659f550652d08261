'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { changeRejectionReason } from '@/lib/labs/rejection-reasons/change-rejection-reason';
import { RejectionReasonChange, NewRejectionReason } from '@/lib/labs/rejection-reasons/contract';
import { createRejectionReason } from '@/lib/labs/rejection-reasons/create-rejection-reason';

export const create = action(
  'rejection_reason.create',
  'reasons.write',
  NewRejectionReason,
  createRejectionReason,
);

export const change = action(
  'rejection_reason.change',
  'reasons.write',
  RejectionReasonChange.extend({ ref: z.string() }),
  (ctx, { ref, ...given }) => changeRejectionReason(ctx, ref, given),
);
