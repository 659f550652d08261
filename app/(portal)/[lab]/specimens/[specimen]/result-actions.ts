'use server';

import { action } from '@/lib/entry/action';
import { ResultForm, saveResultForm } from '@/lib/results/result-form';

export const saveResultsAction = action(
  'result.enter',
  'results.write',
  ResultForm,
  saveResultForm,
);
