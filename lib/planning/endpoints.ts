import { z } from 'zod';
import { defineEndpoint, type Endpoint } from '@/lib/platform/http/endpoint';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import {
  Baseline,
  BaselineQuestion,
  NewBackTest,
  NewWhatIf,
  WhatIfAnswer,
  WhatIfRow,
  WhatIfsQuery,
  WhatIfStarted,
} from './contract';

const byId = z.object({ id: z.string().min(1).max(200) });
const tag = 'Planning';

export const baselineEndpoint = defineEndpoint({
  method: 'POST',
  path: '/what-if/baseline',
  tag,
  summary: 'Fit a model of the lab from a period of its history',
  description:
    'Demand by hour of the week, and for each machine group how it works and how that was found, beside what was observed. Groups whose history has no started times need input: name them in groups. Keeps nothing.',
  may: 'what_if.run',
  body: BaselineQuestion,
  answer: Baseline,
});

export const startWhatIfEndpoint = defineEndpoint({
  method: 'POST',
  path: '/what-if',
  tag,
  summary: 'Simulate up to four scenarios beside the lab as it stands',
  description:
    'Fits [from, to) as /what-if/baseline does, and simulates in the worker. Machines and groups go by name: a machine’s name stands for its group. Unknown ones are 422, and so is a period without tests.',
  may: 'what_if.run',
  status: 202,
  body: NewWhatIf,
  answer: WhatIfStarted,
});

export const startBackTestEndpoint = defineEndpoint({
  method: 'POST',
  path: '/what-if/back-test',
  tag,
  summary: 'Try the model on what has come already',
  description:
    'Fits the period of the same length before `from`, forecasts [from, to) and compares that with what came, beside “the same as last week”. Read it as a what-if: back_test says which won.',
  may: 'what_if.run',
  status: 202,
  body: NewBackTest,
  answer: WhatIfStarted,
});

export const listWhatIfsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/what-if',
  tag,
  summary: 'List what-ifs and back-tests, the newest first',
  description: 'Of the last 90 days.',
  may: 'what_if.run',
  query: WhatIfsQuery,
  answer: listAnswer(WhatIfRow),
});

export const readWhatIfEndpoint = defineEndpoint({
  method: 'GET',
  path: '/what-if/{id}',
  tag,
  summary: 'Read a what-if: how far it is, then baseline and scenarios',
  description:
    'Every figure with its 95 % interval over the runs. A group that gets as much work as it can do is "unstable" and has no figures.',
  may: 'what_if.run',
  params: byId,
  answer: WhatIfAnswer,
});

export const cancelWhatIfEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/what-if/{id}',
  tag,
  summary: 'Cancel a what-if',
  description: 'One that has ended is 409.',
  may: 'what_if.run',
  params: byId,
  answer: WhatIfAnswer,
});

export const PLANNING_ENDPOINTS: readonly Endpoint[] = [
  baselineEndpoint,
  startWhatIfEndpoint,
  startBackTestEndpoint,
  listWhatIfsEndpoint,
  readWhatIfEndpoint,
  cancelWhatIfEndpoint,
];
