import { expect, test } from 'vitest';
import type { ContainerHistoryEntry } from '@/lib/containers/contract';
import { historyWords } from './history-words';

const hotel = { device: 'Hotel', position: 3 };
const reader = { device: 'Reader', position: 0 };

const entry = (given: Partial<ContainerHistoryEntry>): ContainerHistoryEntry => ({
  id: '019a0000-0000-7000-8000-000000000000',
  sequence: 1,
  action: 'move',
  thing: 'container',
  from: null,
  to: null,
  changes: {},
  at: '2026-03-01T08:00:00.000Z',
  reason: null,
  source: 'api',
  actor: { kind: 'key', name: 'arm' },
  request_id: 'r',
  ...given,
});

test.each<[Partial<ContainerHistoryEntry>, string, string[]]>([
  [
    {
      action: 'add',
      to: hotel,
      changes: { barcode: null, name: 'P', lidded: true, filled: false },
    },
    'Put at Hotel, position 3',
    ['Lid on'],
  ],
  [{ from: hotel, to: reader }, 'Moved from Hotel, position 3 to Reader, position 0', []],
  [
    { action: 'correct', from: hotel, to: reader },
    'Place corrected from Hotel, position 3 to Reader, position 0',
    [],
  ],
  [
    { action: 'reconcile', from: hotel, to: reader },
    'Refused move taken as done: from Hotel, position 3 to Reader, position 0',
    [],
  ],
  [{ action: 'remove', from: hotel }, 'Removed from Hotel, position 3', []],
  [
    { action: 'change', from: hotel, to: hotel, changes: { barcode: 'B-1', filled: true } },
    'Barcode read: B-1',
    ['Filled'],
  ],
  [{ action: 'change', from: hotel, to: hotel, changes: { filled: false } }, 'Emptied', []],
  [
    { action: 'change', from: hotel, to: hotel, changes: { barcode: null } },
    'Barcode taken away',
    [],
  ],
  [
    { action: 'unlid', thing: 'lid', to: reader, changes: { lidded: false } },
    'Lid taken off, to Reader, position 0',
    [],
  ],
  [
    { action: 'lid', thing: 'lid', from: reader, changes: { lidded: true } },
    'Lid put on, from Reader, position 0',
    [],
  ],
  [{ thing: 'lid', from: hotel, to: reader }, 'Lid moved to Reader, position 0', []],
])('%j', (given, title, details) => expect(historyWords(entry(given))).toEqual({ title, details }));
