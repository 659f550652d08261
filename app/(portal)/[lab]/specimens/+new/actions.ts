'use server';

import { action } from '@/lib/entry/action';
import { createSpecimenFromForm, NewSpecimenForm } from '@/lib/specimens/new-specimen-form';

export const createSpecimenAction = action(
  'specimen.create',
  'specimens.write',
  NewSpecimenForm,
  createSpecimenFromForm,
);
