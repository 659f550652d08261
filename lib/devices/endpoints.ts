import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { byName, namedEndpoints } from '@/lib/platform/http/named-list';
import { CertificateChange, DeviceCertificate } from './certificates/contract';
import { Device, DeviceChange, DeviceInFull, NewDevice } from './contract';
import { CONFIG_BYTES, CONFIG_TYPES, LabConfigApplied } from './lab-config/contract';
import {
  NewState,
  StateChangeAnswer,
  StateChangesAnswer,
  StateChangesQuery,
  StateTableAnswer,
  StateTableChange,
} from './states/contract';

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
  description: 'The key of an instrument reads its own.',
  may: 'device.read',
  params: byName,
  answer: DeviceInFull,
});

export const applyLabConfigEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/lab-config',
  tag: 'Devices',
  summary: 'Make the devices of the lab be what its configuration says',
  description:
    'YAML: `sila_servers: {group: {Device: {capacity, type?}}}`, 500 devices of 2,000 positions at most; the type is the group’s name where it is left out, other keys are ignored. Devices that are not named stay as they are, retired ones that are come back, and applied again it changes nothing. A device that would lose positions something stands on is 409.',
  may: 'platform.write',
  textTypes: CONFIG_TYPES,
  maxBodyBytes: CONFIG_BYTES,
  body: z.string(),
  answer: LabConfigApplied,
});

export const wipeLabEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/lab-config',
  tag: 'Devices',
  summary: 'Clear the platform: remove every container, retire every device',
  description: 'All of it or nothing; histories stay, and open placement conflicts end.',
  may: 'platform.write',
  answer: z.object({ devices: z.int(), containers: z.int() }),
});

export const readCertificateEndpoint = defineEndpoint({
  method: 'GET',
  path: '/devices/{name}/certificate',
  tag: 'Devices',
  summary: 'Read the certificate of a device’s server',
  description: 'Everything is null where there is none.',
  may: 'device.read',
  params: byName,
  answer: DeviceCertificate,
});

export const changeCertificateEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/devices/{name}/certificate',
  tag: 'Devices',
  summary: 'Keep the certificate of a device’s server, or take it away',
  description: 'The text is given back exactly as it was sent. A private key is refused.',
  may: 'platform.write',
  params: byName,
  body: CertificateChange,
  answer: DeviceCertificate,
});

export const listStatesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/devices/{name}/states',
  tag: 'Devices',
  summary: 'List what was said of a device’s state, the newest first, and what it is now',
  may: 'device.read',
  params: byName,
  query: StateChangesQuery,
  answer: StateChangesAnswer,
});

export const recordStateEndpoint = defineEndpoint({
  method: 'POST',
  path: '/devices/{name}/states',
  tag: 'Devices',
  summary: 'Record a state of a device',
  description:
    'What a person says holds over what the device says until it is cleared (`clears`), unless `held` is false. The key of an instrument speaks of its own device, and holds nothing.',
  may: 'device_states.write',
  status: 201,
  params: byName,
  body: NewState,
  answer: StateChangeAnswer,
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
  readCertificateEndpoint,
  changeCertificateEndpoint,
  listStatesEndpoint,
  recordStateEndpoint,
  applyLabConfigEndpoint,
  wipeLabEndpoint,
  stateTableEndpoint,
  changeStateTableEndpoint,
];
