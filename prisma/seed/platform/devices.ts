import type { PlatformDevice } from '@/lib/demo/platform/platform-scenario';

/** A dozen devices around one robot arm. */
export const PLATFORM_DEVICES: readonly PlatformDevice[] = [
  { name: 'ROBOT-1', type: 'Robot arm', slots: 1, idleState: 'ID', certificateDays: 640 },
  {
    name: 'DECK-1',
    type: 'Liquid handler',
    slots: 16,
    zones: { work: [0, 6], lids: [6, 10], stock: [10, 16] },
    idleState: 'ID',
    certificateDays: 17,
  },
  {
    name: 'INCU-2',
    type: 'Incubator',
    slots: 22,
    shared: true,
    idleState: 'OP',
    certificateDays: 300,
  },
  { name: 'INCU-3', type: 'Incubator', slots: 22, shared: true, idleState: 'OP' },
  { name: 'READ-1', type: 'Plate reader', slots: 1, idleState: 'ID', certificateDays: 300 },
  { name: 'WASH-1', type: 'Plate washer', slots: 1, idleState: 'ID' },
  { name: 'SEAL-1', type: 'Plate sealer', slots: 1, idleState: 'ID' },
  { name: 'SPIN-1', type: 'Centrifuge', slots: 4, idleState: 'ID' },
  {
    name: 'HOTEL-1',
    type: 'Plate hotel',
    slots: 40,
    zones: { plates: [0, 32], lids: [32, 36], deep: [36, 40] },
    deepWell: [36, 40],
    idleState: 'OP',
  },
  { name: 'RACK-1', type: 'Specimen rack', slots: 96, idleState: 'OP' },
  {
    name: 'FRIDGE-1',
    type: 'Fridge',
    slots: 144,
    zones: { plates: [0, 32], tubes: [32, 144] },
    idleState: 'OP',
  },
  { name: 'STORE-1', type: 'Archive', slots: 400, idleState: 'OP' },
];
