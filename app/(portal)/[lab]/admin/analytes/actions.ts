'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { changeAnalyte } from '@/lib/labs/analytes/change-analyte';
import { AnalyteChange, NewAnalyte } from '@/lib/labs/analytes/contract';
import { createAnalyte } from '@/lib/labs/analytes/create-analyte';

export const create = action('analyte.create', 'assays.write', NewAnalyte, createAnalyte);

export const change = action(
  'analyte.change',
  'assays.write',
  AnalyteChange.extend({ ref: z.string() }),
  (ctx, { ref, ...given }) => changeAnalyte(ctx, ref, given),
);
