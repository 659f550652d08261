import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { listAnswer, listQueryShape } from '@/lib/platform/http/page-of-list';
import {
  AddTests,
  ChangeSpecimen,
  CorrectMilestone,
  LeaveNote,
  MakeChild,
  VoidSpecimen,
} from './change-contract';
import { Note, Specimen } from '../contract';

const params = z.object({ specimen_id: z.string().min(1).max(200) });
const tag = 'Specimens and tests';

export const addTestsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/specimens/{specimen_id}/tests',
  tag,
  summary: 'Add tests to a specimen',
  description:
    'Received at the later of the tube’s receipt and the order, else expected with the tube. An assay it has already is 409 already_exists; one it had and lost is 409 conflict: reinstate that.',
  may: 'specimens.write',
  status: 201,
  params,
  body: AddTests,
  answer: Specimen,
});

export const changeSpecimenEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/specimens/{specimen_id}',
  tag,
  summary: 'Change priority, location or type of a specimen',
  description:
    'Open tests that had the specimen’s priority take the new one, and their due times are read again.',
  may: 'specimens.write',
  params,
  body: ChangeSpecimen,
  answer: Specimen,
});

export const correctMilestoneEndpoint = defineEndpoint({
  method: 'POST',
  path: '/specimens/{specimen_id}/corrections',
  tag,
  summary: 'Correct a milestone, whoever gave it',
  description:
    'A step not taken yet is 409: take it, with its time. The receipt of a tube moves that of its tests.',
  may: 'milestones.correct',
  params,
  body: CorrectMilestone,
  answer: Specimen,
});

export const voidSpecimenEndpoint = defineEndpoint({
  method: 'POST',
  path: '/specimens/{specimen_id}/void',
  tag,
  summary: 'Void a specimen entered by mistake',
  description: 'It leaves every figure and stays in history, and is not brought back.',
  may: 'specimens.void',
  params,
  body: VoidSpecimen,
  answer: Specimen,
});

export const makeAliquotEndpoint = defineEndpoint({
  method: 'POST',
  path: '/specimens/{specimen_id}/aliquots',
  tag,
  summary: 'Pour an aliquot of a specimen',
  description: 'Answers the new specimen: received now, with the named assays ordered on it.',
  may: 'specimens.write',
  status: 201,
  params,
  body: MakeChild,
  answer: Specimen,
});

export const makeRecollectionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/specimens/{specimen_id}/recollections',
  tag,
  summary: 'Ask for a recollection of a specimen',
  description:
    'Answers the new specimen: expected, for the assays that were rejected unless others are named.',
  may: 'specimens.write',
  status: 201,
  params,
  body: MakeChild,
  answer: Specimen,
});

export const leaveNoteEndpoint = defineEndpoint({
  method: 'POST',
  path: '/specimens/{specimen_id}/notes',
  tag,
  summary: 'Leave a note on a specimen or one of its tests',
  may: 'notes.write',
  status: 201,
  params,
  body: LeaveNote,
  answer: Note,
});

export const listNotesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/specimens/{specimen_id}/notes',
  tag,
  summary: 'List the notes of a specimen, newest first',
  may: 'read',
  params,
  query: z.strictObject(listQueryShape),
  answer: listAnswer(Note),
});

export const labelEndpoint = defineEndpoint({
  method: 'GET',
  path: '/specimens/{specimen_id}/label.svg',
  tag,
  summary: 'Draw the label of a specimen, 50 × 25 mm with its number as Code 128',
  may: 'read',
  params,
  answerType: 'image/svg+xml',
});

export const SPECIMEN_CHANGE_ENDPOINTS = [
  addTestsEndpoint,
  changeSpecimenEndpoint,
  correctMilestoneEndpoint,
  voidSpecimenEndpoint,
  makeAliquotEndpoint,
  makeRecollectionEndpoint,
  leaveNoteEndpoint,
  listNotesEndpoint,
  labelEndpoint,
];
