import { expect, test } from 'vitest';
import { foldMoves } from './fold-moves';

const rest = { barcode: null, name: 'Plate', lidded: true, filled: false, labware_uuid: null };

test('without history there is no container', () => expect(foldMoves([])).toBeNull());

test('each thing stands where its last row took it; each field is what was said last', () => {
  const folded = foldMoves([
    { thing: 'container', to: 'Hotel 0', changes: rest },
    { thing: 'lid', to: 'Hotel 1', changes: { lidded: false } },
    { thing: 'container', to: 'Reader 0', changes: {} },
    { thing: 'container', to: 'Reader 0', changes: { barcode: 'P-1', filled: true } },
    { thing: 'container', to: 'Reader 0', changes: { barcode: null, name: 'Cells' } },
  ]);
  expect(folded).toEqual({
    place: 'Reader 0',
    lidPlace: 'Hotel 1',
    lidded: false,
    barcode: null,
    name: 'Cells',
    filled: true,
    labwareUuid: null,
    removed: false,
  });
});

test('a container that was taken nowhere is removed; its lid alone is not it', () => {
  const added = { thing: 'container', to: 'Hotel 0', changes: rest } as const;
  const off = { thing: 'lid', to: 'Hotel 1', changes: { lidded: false } } as const;
  const on = { thing: 'lid', to: null, changes: { lidded: true } } as const;
  expect(foldMoves([added, off, on])).toMatchObject({
    lidPlace: null,
    lidded: true,
    removed: false,
  });
  const gone = { thing: 'container', to: null, changes: {} } as const;
  expect(foldMoves([added, gone])).toMatchObject({ place: null, removed: true, name: 'Plate' });
});
