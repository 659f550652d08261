import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { byName } from '@/lib/platform/http/named-list';
import { MadeSecret, NewSecret, SecretAnswer, SecretList, SecretParams } from './contract';

export const listSecretsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/devices/{name}/secrets',
  tag: 'Instruments',
  summary: 'List the secrets of a device, without their text',
  may: 'secrets.write',
  params: byName,
  answer: SecretList,
});

export const makeSecretEndpoint = defineEndpoint({
  method: 'POST',
  path: '/devices/{name}/secrets',
  tag: 'Instruments',
  summary: 'Make the next secret of a device',
  description:
    'Messages are signed with it as Standard Webhooks says. The answer is the only one that ever shows it, so Idempotency-Key is refused. The secrets before stay good for the overlap.',
  may: 'secrets.write',
  shownOnce: true,
  status: 201,
  params: byName,
  body: NewSecret,
  answer: MadeSecret,
});

export const revokeSecretEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/devices/{name}/secrets/{id}',
  tag: 'Instruments',
  summary: 'End a secret of a device at once',
  may: 'secrets.write',
  params: SecretParams,
  answer: SecretAnswer,
});

export const SECRET_ENDPOINTS = [listSecretsEndpoint, makeSecretEndpoint, revokeSecretEndpoint];
