import { z } from 'zod';
import { moveByPlaceEndpoint, moveContainerEndpoint } from '@/lib/containers/endpoints';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import {
  Experiment,
  ExperimentQuery,
  ExperimentWithPlan,
  MOST_STEPS,
  MoveByPlaceWithStep,
  MovedWithStep,
  MoveWithStep,
  NewExperiment,
  NewProcess,
  NewSteps,
  Process,
  ProcessQuery,
  ProcessWithSource,
  Step,
  StepEnd,
  StepQuery,
  StepStatistics,
  StepStatisticsQuery,
} from './contract';

const TAG = 'Processes';
const byUuid = z.object({ uuid: z.string().min(1).max(200) });
const byId = z.object({ id: z.string().min(1).max(200) });

export const listProcessesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/processes',
  tag: TAG,
  summary: 'List processes',
  description:
    'By name, the latest version of each; versions=all lists every version, and so does a name.',
  may: 'platform.read',
  query: ProcessQuery,
  answer: listAnswer(Process),
});

export const registerProcessEndpoint = defineEndpoint({
  method: 'POST',
  path: '/processes',
  tag: TAG,
  summary: 'Register a process',
  description:
    'The same name and source have the same uuid, answered with 200. A new source of a name is its next version, answered with 201.',
  may: 'platform.write',
  status: 201,
  // 1 MB of source, of which JSON may make six.
  maxBodyBytes: 8 * 1024 * 1024,
  body: NewProcess,
  answer: Process,
});

export const readProcessEndpoint = defineEndpoint({
  method: 'GET',
  path: '/processes/{uuid}',
  tag: TAG,
  summary: 'Read a process with its source',
  may: 'platform.read',
  params: byUuid,
  answer: ProcessWithSource,
});

export const listExperimentsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/experiments',
  tag: TAG,
  summary: 'List experiments',
  description: 'The newest first; process= is the uuid of a version.',
  may: 'platform.read',
  query: ExperimentQuery,
  answer: listAnswer(Experiment),
});

export const startExperimentEndpoint = defineEndpoint({
  method: 'POST',
  path: '/experiments',
  tag: TAG,
  summary: 'Begin an experiment',
  description:
    'plan says the steps it is going to take, for its forecast: a step waits for those it names in `after` by their places in the plan, from 0, and without `after` for the one before.',
  may: 'platform.write',
  status: 201,
  body: NewExperiment,
  answer: ExperimentWithPlan,
});

export const readExperimentEndpoint = defineEndpoint({
  method: 'GET',
  path: '/experiments/{uuid}',
  tag: TAG,
  summary: 'Read an experiment',
  may: 'platform.read',
  params: byUuid,
  answer: ExperimentWithPlan,
});

export const finishExperimentEndpoint = defineEndpoint({
  method: 'POST',
  path: '/experiments/{uuid}/finish',
  tag: TAG,
  summary: 'Finish an experiment',
  description: 'Finished already: the same answer. Steps of it may still be told afterwards.',
  may: 'platform.write',
  params: byUuid,
  answer: ExperimentWithPlan,
});

export const listStepsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/steps',
  tag: TAG,
  summary: 'List steps',
  description: 'The latest start first. container= is an id, or the barcode of one that is here.',
  may: 'platform.read',
  query: StepQuery,
  answer: listAnswer(Step),
});

export const recordStepsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/steps',
  tag: TAG,
  summary: 'Record steps',
  description: `One, answered as it is, or an array of up to ${MOST_STEPS.toLocaleString('en')}, answered as {data}: all of them or none. Errors name the row: steps.3.device. Without \`finish\` a step is running. A MOVE records only, and is linked to the container’s move between the same places that is nearest to its time; apply=true moves the container too, and a refused move is 409 conflict with \`occupant\` and \`container\`, kept as a placement conflict, and nothing is recorded. lidded_before and lidded_after are recorded only. The same step told twice is two steps: send Idempotency-Key where a request may be repeated.`,
  may: 'platform.write',
  status: 201,
  maxBodyBytes: 16 * 1024 * 1024,
  body: NewSteps,
  answer: z.union([Step, z.object({ data: z.array(Step) })]),
});

export const readStepEndpoint = defineEndpoint({
  method: 'GET',
  path: '/steps/{id}',
  tag: TAG,
  summary: 'Read a step',
  may: 'platform.read',
  params: byId,
  answer: Step,
});

export const endStepEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/steps/{id}',
  tag: TAG,
  summary: 'End a running step',
  description: 'finish is now unless it is given. A step that has ended is 409 conflict.',
  may: 'platform.write',
  params: byId,
  body: StepEnd,
  answer: Step,
});

export const stepStatisticsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/steps/statistics',
  tag: TAG,
  summary: 'How long steps took',
  description: 'Of steps that are finished, whatever their status, and not simulated.',
  may: 'platform.read',
  query: StepStatisticsQuery,
  answer: StepStatistics,
});

const WITH_STEP =
  'With `step`, place, history and step change in one transaction, and the step is linked to the move.';

export const moveWithStepEndpoint = defineEndpoint({
  method: 'POST',
  path: '/containers/{ref}/move',
  tag: moveContainerEndpoint.tag,
  summary: moveContainerEndpoint.summary,
  description: `${moveContainerEndpoint.description} ${WITH_STEP}`,
  may: moveContainerEndpoint.may,
  params: moveContainerEndpoint.params,
  body: MoveWithStep,
  answer: MovedWithStep,
});

export const moveByPlaceWithStepEndpoint = defineEndpoint({
  method: 'POST',
  path: '/moves',
  tag: moveByPlaceEndpoint.tag,
  summary: moveByPlaceEndpoint.summary,
  description: `${moveByPlaceEndpoint.description} ${WITH_STEP}`,
  may: moveByPlaceEndpoint.may,
  body: MoveByPlaceWithStep,
  answer: MovedWithStep,
});

export const PROCESS_ENDPOINTS = [
  listProcessesEndpoint,
  registerProcessEndpoint,
  readProcessEndpoint,
  listExperimentsEndpoint,
  startExperimentEndpoint,
  readExperimentEndpoint,
  finishExperimentEndpoint,
  listStepsEndpoint,
  recordStepsEndpoint,
  stepStatisticsEndpoint,
  readStepEndpoint,
  endStepEndpoint,
  moveWithStepEndpoint,
  moveByPlaceWithStepEndpoint,
];
