import { expect, test } from 'vitest';
import type { DeckConflict, DeckHit, DeckThing } from '@/lib/containers/deck/deck';
import { cameText, cellText, conflictText, hitText, placesOf } from './deck-words';

const [hotel, reader] = [
  { device: 'Hotel', position: 3 },
  { device: 'Reader', position: 0 },
];
const plate = { id: 'p', barcode: 'PLATE-7', name: 'Plate 7' };
const conflict: DeckConflict = {
  id: 'c',
  kind: 'TARGET_TAKEN',
  container: { ...plate, place: hotel, removed: false },
  in_the_way: { id: 's', barcode: 'SEALED-2', name: 'Sealed 2', thing: 'container' },
  from: hotel,
  to: reader,
  times: 1,
  last_at: '2026-03-02T10:00:00.000Z',
  actor: 'ARM',
};
const lid = { id: 's', barcode: null, name: 'Sealed 2', thing: 'lid' } as const;
const begun = 'ARM moved PLATE-7 from Hotel, position 3 to Reader, position 0,';

test.each<[string, Partial<DeckConflict>, string]>([
  ['another stands there', {}, `${begun} but SEALED-2 stands there.`],
  ['a lid lies there', { in_the_way: lid }, `${begun} but the lid of Sealed 2 lies there.`],
  ['nobody any more', { in_the_way: null }, `${begun} which was taken; it is free now.`],
  [
    'it stands elsewhere',
    { kind: 'NOT_THERE', container: { ...plate, place: reader, removed: false } },
    `${begun} but it stands at Reader, position 0.`,
  ],
  ['it came back meanwhile', { kind: 'NOT_THERE' }, `${begun} but it did not stand there.`],
  [
    'it was removed',
    { kind: 'NOT_THERE', container: { ...plate, place: null, removed: true } },
    `${begun} but it was removed from the platform.`,
  ],
  [
    'nobody knows what it was',
    { kind: 'NOT_THERE', container: null },
    'ARM moved something from Hotel, position 3 to Reader, position 0, but nothing stood there.',
  ],
])('a conflict is said in a sentence: %s', (_case, change, text) => {
  expect(conflictText({ ...conflict, ...change })).toBe(text);
});

test('a conflict is about both ends, and about where its container stands', () => {
  const archive = { device: 'Archive', position: 9 };
  expect(placesOf(conflict)).toEqual([hotel, reader, hotel]);
  expect(
    placesOf({ ...conflict, container: { ...plate, place: archive, removed: false } }),
  ).toEqual([hotel, reader, archive]);
  expect(placesOf({ ...conflict, container: null })).toEqual([hotel, reader]);
});

const thing: DeckThing = {
  ...plate,
  position: 3,
  thing: 'container',
  lidded: true,
  filled: true,
  other_place: null,
  since: '2026-03-02T10:00:00.000Z',
  came_from: reader,
  action: 'move',
  experiment: { id: 'e', process: 'ELISA' },
  specimens: 0,
  first_specimen: null,
};

test('a position says what stands on it', () => {
  expect(cellText(3, thing, false)).toBe('Position 3: PLATE-7, lidded, in ELISA');
  expect(cellText(3, { ...thing, thing: 'lid', experiment: null }, true)).toBe(
    'Position 3: lid of PLATE-7, conflict',
  );
  expect(cellText(4, undefined, false)).toBe('Position 4: free');
});

test('a thing says how it came to its place', () => {
  expect(cameText(thing)).toBe('moved here from Reader, position 0');
  expect(cameText({ action: 'add', came_from: null })).toBe('added here');
  expect(cameText({ action: 'something new', came_from: null })).toBe('put here');
});

test('what was found is said in words', () => {
  const hit: DeckHit = { ...plate, by: 'barcode', place: hotel, specimen: null, well: null };
  expect(hitText(hit)).toBe('PLATE-7 is at Hotel, position 3');
  expect(hitText({ ...hit, specimen: 'S-1', well: 'B7' })).toBe(
    'S-1 is in PLATE-7, well B7, at Hotel, position 3',
  );
  expect(hitText({ ...hit, specimen: 'S-1', place: null })).toBe(
    'S-1 is in PLATE-7, on no position',
  );
});
