import { defineEndpoint, type Endpoint } from '@/lib/platform/http/endpoint';
import {
  AutoverificationAnswer,
  AutoverificationQuery,
  AutoverificationRowsAnswer,
  AutoverificationRowsQuery,
} from './autoverification/autoverification-contract';
import { TatAnswer, TatQuery } from './contract';
import { FIGURES } from './figures/figure-list';
import { OverviewAnswer, OverviewQuery } from './overview/overview-contract';
import { TatRowsAnswer, TatRowsQuery } from './turnaround/rows-contract';
import { UptimeAnswer, UptimeQuery, UptimeRowsAnswer, UptimeRowsQuery } from './uptime/contract';

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

export const autoverificationEndpoint = defineEndpoint({
  method: 'GET',
  path: '/metrics/autoverification',
  tag: 'Metrics',
  summary: 'How much the system verified by itself',
  description:
    'Of the tests released in [from, to), by default in the last 7 days, the share whose ' +
    'verification at that release was made by the system; as a whole and by assay. null of nothing.',
  may: 'read',
  query: AutoverificationQuery,
  answer: AutoverificationAnswer,
});

export const autoverificationRowsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/metrics/autoverification/rows',
  tag: 'Metrics',
  summary: 'The tests behind the share that the system verified',
  description: 'All pages together have as many rows as the figure says.',
  may: 'read',
  query: AutoverificationRowsQuery,
  answer: AutoverificationRowsAnswer,
});

export const uptimeEndpoint = defineEndpoint({
  method: 'GET',
  path: '/metrics/uptime',
  tag: 'Metrics',
  summary: 'Uptime, coverage, stops and timeline of each device',
  description:
    'What each device was in [from, to), by default the last 7 days, as far as it has passed: ' +
    'uptime and the coverage it rests on, unplanned stops with MTBF and MTTR, the excess ' +
    'turnaround of what was received in them, and the timeline. null of nothing.',
  may: 'read',
  query: UptimeQuery,
  answer: UptimeAnswer,
});

export const uptimeRowsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/metrics/uptime/rows',
  tag: 'Metrics',
  summary: 'The stretches, stops and tests behind uptime',
  description:
    'Takes the parameters of the figure; `which` names the part. All pages together have as many ' +
    'rows as the figure says.',
  may: 'read',
  query: UptimeRowsQuery,
  answer: UptimeRowsAnswer,
});

export const overviewEndpoint = defineEndpoint({
  method: 'GET',
  path: '/metrics/overview',
  tag: 'Metrics',
  summary: 'Today at a glance, beside the same weekday a week before',
  description:
    'What was received, released, failed and rejected since the local midnight, and what is open ' +
    'now: each number with its value a week ago at the same clock time, null where that cannot be ' +
    'known, and the address of its rows.',
  may: 'read',
  query: OverviewQuery,
  answer: OverviewAnswer,
});

/** Every metric's contracts: those with routes of their own, and the figures declared in one file. */
export const METRIC_ENDPOINTS: readonly Endpoint[] = [
  tatEndpoint,
  tatRowsEndpoint,
  autoverificationEndpoint,
  autoverificationRowsEndpoint,
  uptimeEndpoint,
  uptimeRowsEndpoint,
  overviewEndpoint,
  ...FIGURES.flatMap(({ endpoints }) => endpoints),
];
