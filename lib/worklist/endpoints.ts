import { defineEndpoint, type Endpoint } from '@/lib/platform/http/endpoint';
import { Missing, MissingQuery, Worklist, WorklistQuery } from './contract';

export const worklistEndpoint = defineEndpoint({
  method: 'GET',
  path: '/metrics/worklist',
  tag: 'Metrics',
  summary: 'Open tests, the most pressing first',
  description:
    'Overdue, most over first; at risk (80 % of the target gone), then in time, least time left ' +
    'first; then what nothing runs against, oldest first.',
  may: 'read',
  query: WorklistQuery,
  answer: Worklist,
});

export const missingEndpoint = defineEndpoint({
  method: 'GET',
  path: '/metrics/missing',
  tag: 'Metrics',
  summary: 'Specimens that were collected, or ordered STAT, and have not come',
  description:
    'Longest waiting first; missing after the minutes of the location, else of the lab. With the ' +
    'pending tests of each assay.',
  may: 'read',
  query: MissingQuery,
  answer: Missing,
});

export const WORKLIST_ENDPOINTS: readonly Endpoint[] = [worklistEndpoint, missingEndpoint];
