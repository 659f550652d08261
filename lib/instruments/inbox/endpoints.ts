import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { byName } from '@/lib/platform/http/named-list';
import {
  MappingAnswer,
  MappingChange,
  MappingTry,
  Message,
  MessageInFull,
  MessageList,
  MessageParams,
  MessageQuery,
  MessagesQuery,
  Replay,
  Replayed,
  TriedMapping,
} from './contract';

const tag = 'Instruments';

export const listMessagesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/instrument-messages',
  tag,
  summary: 'List what instruments sent, the latest first',
  description: 'The key of an instrument sees those of its own device.',
  may: 'device.read',
  query: MessagesQuery,
  answer: MessageList,
});

export const readMessageEndpoint = defineEndpoint({
  method: 'GET',
  path: '/instrument-messages/{id}',
  tag,
  summary: 'Read a message: what it says, and its text',
  description:
    'Whatever may be of a patient is masked in the text. raw=full shows it to supervisors and above, and leaves an audit event.',
  may: 'device.read',
  params: MessageParams,
  query: MessageQuery,
  answer: MessageInFull,
});

export const replayMessageEndpoint = defineEndpoint({
  method: 'POST',
  path: '/instrument-messages/{id}/replay',
  tag,
  summary: 'Apply a message again',
  description:
    'It goes back into the queue at its old place. What it led to already is not done twice. 409 while it waits, or once its bytes were cleared.',
  may: 'replay',
  params: MessageParams,
  answer: Message,
});

export const replayMessagesEndpoint = defineEndpoint({
  method: 'POST',
  path: '/instrument-messages/replay',
  tag,
  summary: 'Apply many messages again',
  description:
    'Those named, or all quarantined ones that the filters find, the oldest 5,000 in one go: send it again while something is left.',
  may: 'replay',
  body: Replay,
  answer: Replayed,
});

export const readMappingEndpoint = defineEndpoint({
  method: 'GET',
  path: '/devices/{name}/mapping',
  tag,
  summary: 'Read how the messages of a device are read',
  may: 'platform.read',
  params: byName,
  answer: MappingAnswer,
});

export const changeMappingEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/devices/{name}/mapping',
  tag,
  summary: 'Say how the messages of a device are read',
  description:
    'The whole table, with the version that was read: 409 version_conflict where somebody was faster. It holds for messages that are applied or replayed from now on.',
  may: 'mapping.write',
  params: byName,
  body: MappingChange,
  answer: MappingAnswer,
});

export const tryMappingEndpoint = defineEndpoint({
  method: 'POST',
  path: '/devices/{name}/mapping/try',
  tag,
  summary: 'Try a table on the latest messages of a device',
  description: 'What each says now and would say with the table. Nothing is kept.',
  may: 'mapping.write',
  params: byName,
  body: MappingTry,
  answer: TriedMapping,
});

export const INBOX_ENDPOINTS = [
  listMessagesEndpoint,
  readMessageEndpoint,
  replayMessageEndpoint,
  replayMessagesEndpoint,
  readMappingEndpoint,
  changeMappingEndpoint,
  tryMappingEndpoint,
];
