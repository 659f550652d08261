'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { changeAssay } from '@/lib/labs/assays/change-assay';
import { AssayChange, NewAssay } from '@/lib/labs/assays/contract';
import { createAssay } from '@/lib/labs/assays/create-assay';

export const create = action('assay.create', 'assays.write', NewAssay, createAssay);

export const change = action(
  'assay.change',
  'assays.write',
  AssayChange.extend({ ref: z.string() }),
  (ctx, { ref, ...given }) => changeAssay(ctx, ref, given),
);
