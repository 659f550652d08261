'use server';

import { action } from '@/lib/entry/action';
import { FinishOf } from '@/lib/processes/experiments/finish-contract';
import { finishExperiment } from '@/lib/processes/experiments/finish-experiment';

export const finishAction = action('experiment.finish', 'platform.write', FinishOf, (ctx, given) =>
  finishExperiment(ctx, given.uuid),
);
