import { defineEndpoint, type Endpoint } from '@/lib/platform/http/endpoint';
import { TatAnswer, TatQuery } from './contract';
import { TatRowsAnswer, TatRowsQuery } from './rows-contract';

export const tatEndpoint = defineEndpoint({
  method: 'GET',
  path: '/metrics/tat',
  tag: 'Metrics',
  summary: 'Turnaround between two milestones',
  description:
    'Percentiles (type 7), box plot, share within target and on time, what was left out, and the ' +
    'same by group. Counts what reached the end milestone in [from, to), by default in the last 7 ' +
    `days. Filters may be repeated for several values; (none) finds what has no value.`,
  may: 'read',
  query: TatQuery,
  answer: TatAnswer,
});

export const tatRowsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/metrics/tat/rows',
  tag: 'Metrics',
  summary: 'The rows behind a turnaround figure',
  description:
    'Takes the parameters of the figure; `which` names the part. All pages together have as many ' +
    'rows as the figure says.',
  may: 'read',
  query: TatRowsQuery,
  answer: TatRowsAnswer,
});

/** Every metric's contracts: a new figure is one metric file, its contract here and a thin route. */
export const METRIC_ENDPOINTS: readonly Endpoint[] = [tatEndpoint, tatRowsEndpoint];
