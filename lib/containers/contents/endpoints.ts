import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { Content, Contents } from './contract';

const byRef = z.object({ ref: z.string().min(1).max(200) });

export const readContentsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/containers/{ref}/contents',
  tag: 'Containers',
  summary: 'Read what is in a container',
  description: 'By well, row by row. Of a removed container: what was in it when it left.',
  may: 'platform.read',
  params: byRef,
  answer: z.array(Content),
});

export const putContentsEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/containers/{ref}/contents',
  tag: 'Containers',
  summary: 'Say what is in a container',
  description:
    'Replaces all that is in it; rows that stay keep their time. A tube is one row without a well, a pool several of one well. Specimens this lab does not have are 422, each named by its row (contents.3.specimen_id). What holds a specimen is filled. A removed container is 409.',
  may: 'platform.write',
  params: byRef,
  body: Contents,
  answer: z.array(Content),
});

export const CONTENT_ENDPOINTS = [readContentsEndpoint, putContentsEndpoint];
