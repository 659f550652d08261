import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { byName, namedEndpoints } from '@/lib/platform/http/named-list';
import { Device, DeviceChange, NewDevice } from './contract';
import { StateTableAnswer, StateTableChange } from './states/contract';

export const devices = namedEndpoints({
  tag: 'Devices',
  path: '/devices',
  one: 'a device',
  many: 'devices',
  params: byName,
  read: 'platform.read',
  write: 'platform.write',
  row: Device,
  create: NewDevice,
  change: DeviceChange,
});

export const readDeviceEndpoint = defineEndpoint({
  method: 'GET',
  path: '/devices/{name}',
  tag: 'Devices',
  summary: 'Read a device',
  may: 'platform.read',
  params: byName,
  answer: Device,
});

export const stateTableEndpoint = defineEndpoint({
  method: 'GET',
  path: '/device-state-table',
  tag: 'Devices',
  summary: 'What the states of devices mean for uptime',
  may: 'read',
  answer: StateTableAnswer,
});

export const changeStateTableEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/device-state-table',
  tag: 'Devices',
  summary: 'Say anew what the states of devices mean',
  description: '`meanings` is the whole table. All time, the past too, is read by the new one.',
  may: 'lab.write',
  body: StateTableChange,
  answer: StateTableAnswer,
});

export const DEVICE_ENDPOINTS = [
  devices.list,
  devices.create,
  readDeviceEndpoint,
  devices.change,
  stateTableEndpoint,
  changeStateTableEndpoint,
];
