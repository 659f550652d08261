import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import { NewSilence, Silence, SilenceChange, SilencesQuery } from './contract';

const byId = z.object({ id: z.string().max(64) });

export const listSilencesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/silences',
  tag: 'Alerts',
  summary: 'List silences, the latest made first',
  may: 'read',
  query: SilencesQuery,
  answer: listAnswer(Silence),
});

export const createSilenceEndpoint = defineEndpoint({
  method: 'POST',
  path: '/silences',
  tag: 'Alerts',
  summary: 'Silence alerts until a time',
  description:
    'Those of which all matchers say the same stay and are not told of. What still fires when it ends is.',
  may: 'silence',
  status: 201,
  body: NewSilence,
  answer: Silence,
});

export const readSilenceEndpoint = defineEndpoint({
  method: 'GET',
  path: '/silences/{id}',
  tag: 'Alerts',
  summary: 'Read a silence',
  may: 'read',
  params: byId,
  answer: Silence,
});

export const changeSilenceEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/silences/{id}',
  tag: 'Alerts',
  summary: 'Let a silence end at another time',
  description: 'One that is over is 409.',
  may: 'silence',
  params: byId,
  body: SilenceChange,
  answer: Silence,
});

export const endSilenceEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/silences/{id}',
  tag: 'Alerts',
  summary: 'End a silence now',
  description: 'It stays among those that are over. One that is over already is 409.',
  may: 'silence',
  params: byId,
  answer: Silence,
});

export const SILENCE_ENDPOINTS = [
  listSilencesEndpoint,
  createSilenceEndpoint,
  readSilenceEndpoint,
  changeSilenceEndpoint,
  endSilenceEndpoint,
];
