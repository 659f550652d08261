import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { byName, namedEndpoints } from '@/lib/platform/http/named-list';
import { Device, DeviceChange, NewDevice } from './contract';

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

export const DEVICE_ENDPOINTS = [devices.list, devices.create, readDeviceEndpoint, devices.change];
