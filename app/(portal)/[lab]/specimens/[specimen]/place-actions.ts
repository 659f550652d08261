'use server';

import { z } from 'zod';
import { PutSpecimen } from '@/lib/containers/contents/contract';
import { putSpecimen } from '@/lib/containers/contents/put-specimen';
import { action } from '@/lib/entry/action';
import { parseInput } from '@/lib/platform/http/parse-input';

export const putSpecimenAction = action(
  'specimen.put',
  'places.correct',
  z.strictObject({ specimen_id: z.string().max(200), given: z.unknown() }),
  (ctx, { specimen_id: number, given }) => putSpecimen(ctx, number, parseInput(PutSpecimen, given)),
);
