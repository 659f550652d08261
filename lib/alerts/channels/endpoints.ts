import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { listAnswer, listQueryShape } from '@/lib/platform/http/page-of-list';
import { Channel, ChannelChange, MadeChannel, NewChannel, TestSent } from './contract';

const byId = z.object({ id: z.string().max(64) });

export const ChannelsQuery = z.strictObject(listQueryShape);
export type ChannelsQuery = z.output<typeof ChannelsQuery>;

export const listChannelsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/channels',
  tag: 'Alerts',
  summary: 'List the channels that alerts are told in',
  description: 'In the order they were made, with their health; removed ones are left out.',
  may: 'read',
  query: ChannelsQuery,
  answer: listAnswer(Channel),
});

export const createChannelEndpoint = defineEndpoint({
  method: 'POST',
  path: '/channels',
  tag: 'Alerts',
  summary: 'Make a channel',
  description:
    'The answer alone has the secret that a webhook is signed with (Standard Webhooks). A name that is taken is 409 already_exists; an address that is not https and public is 422.',
  may: 'channels.write',
  status: 201,
  secrets: ['url'],
  shownOnce: true,
  body: NewChannel,
  answer: MadeChannel,
});

export const readChannelEndpoint = defineEndpoint({
  method: 'GET',
  path: '/channels/{id}',
  tag: 'Alerts',
  summary: 'Read a channel',
  may: 'read',
  params: byId,
  answer: Channel,
});

export const changeChannelEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/channels/{id}',
  tag: 'Alerts',
  summary: 'Change a channel, or switch it off and on',
  description:
    'Fields left out stay, and so do those of card that are not named; its kind cannot change. A new address ends the pause of one that failed.',
  may: 'channels.write',
  secrets: ['url'],
  params: byId,
  body: ChannelChange,
  answer: MadeChannel,
});

export const removeChannelEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/channels/{id}',
  tag: 'Alerts',
  summary: 'Remove a channel',
  description: 'Rules tell it no more, and what waits for it is given up; its log stays.',
  may: 'channels.write',
  status: 204,
  params: byId,
  query: z.strictObject({
    version: z.coerce
      .number()
      .int()
      .min(1)
      .optional()
      .describe('As read; 409 version_conflict where somebody was faster.'),
  }),
});

export const testChannelEndpoint = defineEndpoint({
  method: 'POST',
  path: '/channels/{id}/test',
  tag: 'Alerts',
  summary: 'Send a test message',
  description:
    'By the same way as every notification, so that its log tells how it went; 409 while the channel is switched off.',
  may: 'channels.write',
  status: 202,
  params: byId,
  answer: TestSent,
});

export const CHANNEL_ENDPOINTS = [
  listChannelsEndpoint,
  createChannelEndpoint,
  readChannelEndpoint,
  changeChannelEndpoint,
  removeChannelEndpoint,
  testChannelEndpoint,
];
