import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { StateChange, TransitionChange, TransitionsOfAction, WorkflowState } from './contract';

const key = z.string().min(1).max(60);

export const changeStateEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/workflow/states/{key}',
  tag: 'Lab',
  summary: 'Rename a state of the workflow',
  may: 'workflow.write',
  params: z.object({ key }),
  body: StateChange,
  answer: WorkflowState,
});

export const changeTransitionEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/workflow/transitions/{action}',
  tag: 'Lab',
  summary: 'Change the rules of an action of the workflow',
  description:
    'Of all its transitions, or of the one that leaves the state `from`. Fields left out stay as ' +
    'they are. GET /workflow lists what there is.',
  may: 'workflow.write',
  params: z.object({ action: key }),
  body: TransitionChange,
  answer: TransitionsOfAction,
});

export const WORKFLOW_ENDPOINTS = [changeStateEndpoint, changeTransitionEndpoint];
