'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { changeLocation } from '@/lib/labs/locations/change-location';
import { LocationChange, NewLocation } from '@/lib/labs/locations/contract';
import { createLocation } from '@/lib/labs/locations/create-location';

export const create = action('location.create', 'lab.write', NewLocation, createLocation);

export const change = action(
  'location.change',
  'lab.write',
  LocationChange.extend({ ref: z.string() }),
  (ctx, { ref, ...given }) => changeLocation(ctx, ref, given),
);
