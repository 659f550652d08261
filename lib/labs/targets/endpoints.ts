import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import {
  MatrixQuery,
  NewTarget,
  TargetChange,
  TargetMatrix,
  TargetsQuery,
  TargetVersion,
} from './contract';

const byId = z.object({ id: z.string().max(64) });

export const listTargetsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/targets',
  tag: 'Targets and calendars',
  summary: 'List targets',
  description:
    'Every version, past ones included, in the order they were made. A test is measured by the most specific (assay before priority before location) that holds when its segment starts.',
  may: 'read',
  query: TargetsQuery,
  answer: listAnswer(TargetVersion),
});

export const createTargetEndpoint = defineEndpoint({
  method: 'POST',
  path: '/targets',
  tag: 'Targets and calendars',
  summary: 'Set a target from a moment on',
  description:
    'The version for the same work that holds at that moment ends then. Effective dates never lie in the past (422), so no figure changes; a version that begins at the same moment is 409. Due times of tests already received stay.',
  may: 'targets.write',
  status: 201,
  body: NewTarget,
  answer: TargetVersion,
});

export const changeTargetEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/targets/{id}',
  tag: 'Targets and calendars',
  summary: 'Change a target that is still to come, or end one',
  description:
    'Of a version in force only effective_to can change; anything else is 409, as is a version that has ended. The version it follows is moved along.',
  may: 'targets.write',
  params: byId,
  body: TargetChange,
  answer: TargetVersion,
});

export const withdrawTargetEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/targets/{id}',
  tag: 'Targets and calendars',
  summary: 'Withdraw a target that is still to come',
  description: 'The version before it goes on. One that has begun is 409.',
  may: 'targets.write',
  status: 204,
  params: byId,
});

export const targetMatrixEndpoint = defineEndpoint({
  method: 'GET',
  path: '/targets/resolved',
  tag: 'Targets and calendars',
  summary: 'What each assay and priority has to meet',
  description:
    'The targets as they resolve at a location and moment, with a warning where STAT or URGENT is no tighter than ROUTINE, or STAT looser than URGENT.',
  may: 'read',
  query: MatrixQuery,
  answer: TargetMatrix,
});

export const TARGET_ENDPOINTS = [
  listTargetsEndpoint,
  createTargetEndpoint,
  changeTargetEndpoint,
  withdrawTargetEndpoint,
  targetMatrixEndpoint,
];
