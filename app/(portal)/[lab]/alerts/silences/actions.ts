'use server';

import { z } from 'zod';
import { changeSilence } from '@/lib/alerts/silences/change-silence';
import { NewSilence, SilenceChange } from '@/lib/alerts/silences/contract';
import { createSilence } from '@/lib/alerts/silences/create-silence';
import { endSilence } from '@/lib/alerts/silences/end-silence';
import { SilenceReachQuery, silenceReach } from '@/lib/alerts/silences/silence-reach';
import { action } from '@/lib/entry/action';

const One = z.object({ id: z.uuid('must be the id of a silence') });

export const createSilenceAction = action('silence.create', 'silence', NewSilence, createSilence);

export const silenceReachAction = action(
  'silence.reach',
  'silence',
  SilenceReachQuery,
  silenceReach,
);

export const changeSilenceAction = action(
  'silence.change',
  'silence',
  One.extend({ ...SilenceChange.shape }).strict(),
  (ctx, { id, ...change }) => changeSilence(ctx, id, change),
);

export const endSilenceAction = action('silence.end', 'silence', One.strict(), (ctx, { id }) =>
  endSilence(ctx, id),
);
