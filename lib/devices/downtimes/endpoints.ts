import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { byName } from '@/lib/platform/http/named-list';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import { CancelDowntime, Downtime, DowntimesQuery, NewDowntime } from './contract';

export const listDowntimesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/devices/{name}/planned-downtimes',
  tag: 'Devices',
  summary: 'List the planned downtimes of a device, the latest first',
  may: 'device.read',
  params: byName,
  query: DowntimesQuery,
  answer: listAnswer(Downtime),
});

export const planDowntimeEndpoint = defineEndpoint({
  method: 'POST',
  path: '/devices/{name}/planned-downtimes',
  tag: 'Devices',
  summary: 'Plan a downtime of a device',
  description:
    'Ahead: what is past is 422. It is not held against the uptime of the device. One that meets another of the device is 409. Takes Idempotency-Key.',
  may: 'downtimes.write',
  status: 201,
  params: byName,
  body: NewDowntime,
  answer: Downtime,
});

export const cancelDowntimeEndpoint = defineEndpoint({
  method: 'POST',
  path: '/devices/{name}/planned-downtimes/{id}/cancel',
  tag: 'Devices',
  summary: 'Cancel a planned downtime, or end it while it runs',
  description: 'One that is over, or was cancelled, is 409.',
  may: 'downtimes.write',
  params: z.object({ ...byName.shape, id: z.string().min(1).max(200) }),
  body: CancelDowntime,
  answer: Downtime,
});

export const DOWNTIME_ENDPOINTS = [
  listDowntimesEndpoint,
  planDowntimeEndpoint,
  cancelDowntimeEndpoint,
];
