'use server';

import { z } from 'zod';
import { shownFit } from '@/components/planning/shown-fit';
import { action } from '@/lib/entry/action';
import { windowOfDays } from '@/lib/metrics/turnaround/turnaround-view';
import { parseInput } from '@/lib/platform/http/parse-input';
import { startBackTest } from '@/lib/planning/back-test/start-back-test';
import { BaselineQuestion, NewBackTest, NewWhatIf } from '@/lib/planning/contract';
import { baseline } from '@/lib/planning/fit/baseline';
import { cancelWhatIf } from '@/lib/planning/what-ifs/cancel-what-if';
import { startWhatIf } from '@/lib/planning/what-ifs/start-what-if';

export const fitAction = action(
  'what_if.fit',
  'what_if.run',
  BaselineQuestion,
  async (ctx, asked) => shownFit(await baseline(ctx, asked)),
);

export const startWhatIfAction = action('what_if.create', 'what_if.run', NewWhatIf, startWhatIf);

const Days = z.strictObject({ from: z.iso.date(), to: z.iso.date() });

export const startBackTestAction = action(
  'what_if.back_test',
  'what_if.run',
  Days,
  async (ctx, days) => {
    const { from, to } = windowOfDays(days, ctx.lab.timeZone);
    const asked = { from: from.toISOString(), to: to.toISOString() };
    return startBackTest(ctx, parseInput(NewBackTest, asked));
  },
);

export const cancelWhatIfAction = action(
  'what_if.cancel',
  'what_if.run',
  z.strictObject({ id: z.uuid('must be the id of a what-if') }),
  async (ctx, { id }) => {
    const { status } = await cancelWhatIf(ctx, id);
    return { status };
  },
);
