'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { changeErrorCode } from '@/lib/labs/error-codes/change-error-code';
import { ErrorCodeChange, NewErrorCode } from '@/lib/labs/error-codes/contract';
import { createErrorCode } from '@/lib/labs/error-codes/create-error-code';

export const create = action('error_code.create', 'reasons.write', NewErrorCode, createErrorCode);

export const change = action(
  'error_code.change',
  'reasons.write',
  ErrorCodeChange.extend({ ref: z.string() }),
  (ctx, { ref, ...given }) => changeErrorCode(ctx, ref, given),
);
