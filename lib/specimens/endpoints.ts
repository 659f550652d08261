import { z } from 'zod';
import { SpecimenPlace } from '@/lib/containers/contents/contract';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import { HistoryEntry, NewSpecimen, Specimen, SpecimenRow, Test, Workflow } from './contract';
import { ListQuery } from './lists/list-query';
import {
  BulkAnswer,
  BulkTransitionRequest,
  TransitionRequest,
} from './transitions/transition-contract';

const bySpecimen = z.object({ specimen_id: z.string().min(1).max(200) });

export const listSpecimensEndpoint = defineEndpoint({
  method: 'GET',
  path: '/specimens',
  tag: 'Specimens and tests',
  summary: 'List specimens',
  description:
    'assay, department, device and late ask for a test of the specimen that meets all of them. Sorted by due, what is finished follows by receipt.',
  may: 'read',
  query: ListQuery,
  answer: listAnswer(SpecimenRow),
});

export const createSpecimenEndpoint = defineEndpoint({
  method: 'POST',
  path: '/specimens',
  tag: 'Specimens and tests',
  summary: 'Create a specimen with its tests',
  description: 'A specimen_id that is taken is 409 already_exists. Takes Idempotency-Key.',
  may: 'specimens.write',
  status: 201,
  body: NewSpecimen,
  answer: Specimen,
});

export const readSpecimenEndpoint = defineEndpoint({
  method: 'GET',
  path: '/specimens/{specimen_id}',
  tag: 'Specimens and tests',
  summary: 'Read a specimen, its tests and their results',
  description: '`place` is where it stands on the platform, left out where it has none.',
  may: 'read',
  params: bySpecimen,
  answer: Specimen.extend({ place: SpecimenPlace.omit({ until: true }).optional() }),
});

export const specimenHistoryEndpoint = defineEndpoint({
  method: 'GET',
  path: '/specimens/{specimen_id}/history',
  tag: 'Specimens and tests',
  summary: 'Read the history of a specimen, oldest first',
  may: 'read',
  params: bySpecimen,
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(500).default(500),
    cursor: z.string().max(500).optional(),
  }),
  answer: listAnswer(HistoryEntry),
});

export const transitionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/specimens/{specimen_id}/transitions',
  tag: 'Specimens and tests',
  summary: 'Take an action on a specimen or on some of its tests',
  description:
    'Without assays the action applies to every test that allows it; void tests only when no open one does. None: 409 transition_not_allowed with allowed_actions. Changed since `version`: 409 version_conflict. Where the action needs a signature, a person’s password: keys get 403 signature_needs_person.',
  may: 'tests.move',
  params: bySpecimen,
  body: TransitionRequest,
  secrets: ['password'],
  answer: Specimen,
});

export const bulkTransitionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/specimens/transitions',
  tag: 'Specimens and tests',
  summary: 'Take an action on many specimens',
  description: 'One transaction a specimen, and a result for each in the order asked.',
  may: 'tests.move',
  body: BulkTransitionRequest,
  secrets: ['password'],
  answer: BulkAnswer,
});

export const listTestsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/tests',
  tag: 'Specimens and tests',
  summary: 'List tests',
  description: 'Sorted by due, what is finished follows by receipt.',
  may: 'read',
  query: ListQuery,
  answer: listAnswer(Test),
});

export const workflowEndpoint = defineEndpoint({
  method: 'GET',
  path: '/workflow',
  tag: 'Specimens and tests',
  summary: 'Read the states and transitions of a test',
  may: 'read',
  answer: Workflow,
});

export const SPECIMEN_ENDPOINTS = [
  listSpecimensEndpoint,
  createSpecimenEndpoint,
  readSpecimenEndpoint,
  specimenHistoryEndpoint,
  transitionEndpoint,
  bulkTransitionEndpoint,
  listTestsEndpoint,
  workflowEndpoint,
];
