import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import { Specimen } from '@/lib/specimens/contract';
import { Critical, CriticalCall, CriticalClose, CriticalsQuery, ResultsRequest } from './contract';

const byId = z.object({ id: z.string().min(1).max(200) });

export const enterResultsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/specimens/{specimen_id}/results',
  tag: 'Results and criticals',
  summary: 'Enter or correct results of a test',
  description:
    'All or none. A value for an analyte that has one takes its place, and the old one is kept; the same again changes nothing. A verified or published test is 409: retract or amend it first. Takes Idempotency-Key.',
  may: 'results.write',
  params: z.object({ specimen_id: z.string().min(1).max(200) }),
  body: ResultsRequest,
  answer: Specimen,
});

export const listCriticalsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/criticals',
  tag: 'Results and criticals',
  summary: 'List criticals',
  description: 'Open ones longest waiting first, closed ones newest first.',
  may: 'read',
  query: CriticalsQuery,
  answer: listAnswer(Critical),
});

export const callCriticalEndpoint = defineEndpoint({
  method: 'POST',
  path: '/criticals/{id}/notifications',
  tag: 'Results and criticals',
  summary: 'Record an attempt to tell somebody of a critical',
  description:
    'CONFIRMED closes it and needs read_back. A closed critical is 409. Takes Idempotency-Key.',
  may: 'criticals.call',
  params: byId,
  status: 201,
  body: CriticalCall,
  answer: Critical,
});

export const closeCriticalEndpoint = defineEndpoint({
  method: 'POST',
  path: '/criticals/{id}/close',
  tag: 'Results and criticals',
  summary: 'Close a critical that nobody could be told of, or need be',
  description:
    'CLOSED_UNREACHED needs escalated_to and an attempt that reached nobody. Takes Idempotency-Key.',
  may: 'criticals.close',
  params: byId,
  body: CriticalClose,
  answer: Critical,
});

export const RESULT_ENDPOINTS = [
  enterResultsEndpoint,
  listCriticalsEndpoint,
  callCriticalEndpoint,
  closeCriticalEndpoint,
];
