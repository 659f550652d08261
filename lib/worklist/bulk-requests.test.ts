import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bulkGroups, withResults } from './bulk-requests';

it('puts specimens with the same assays selected together', () => {
  const selected = [
    { specimen_id: 'S-1', assay: 'NA' },
    { specimen_id: 'S-2', assay: 'K' },
    { specimen_id: 'S-1', assay: 'K' },
    { specimen_id: 'S-3', assay: 'K' },
    { specimen_id: 'S-4', assay: 'K' },
    { specimen_id: 'S-4', assay: 'NA' },
  ];
  expect(bulkGroups(selected)).toEqual([
    { specimen_ids: ['S-1', 'S-4'], assays: ['K', 'NA'] },
    { specimen_ids: ['S-2', 'S-3'], assays: ['K'] },
  ]);
  expect(bulkGroups([])).toEqual([]);
});

it('reaches each selected test once and no other, 500 specimens at most in a request', () => {
  const test = fc.record({
    specimen_id: fc.integer({ min: 1, max: 1200 }).map((n) => `S-${n}`),
    assay: fc.constantFrom('NA', 'K', 'TSH'),
  });
  fc.assert(
    fc.property(fc.array(test, { maxLength: 3000, size: 'max' }), (selected) => {
      const groups = bulkGroups(selected);
      const reached = groups.flatMap(({ specimen_ids: numbers, assays }) =>
        numbers.flatMap((number) => assays.map((assay) => `${number} ${assay}`)),
      );
      const wanted = new Set(selected.map((row) => `${row.specimen_id} ${row.assay}`));
      expect(reached.length).toBe(wanted.size);
      expect(new Set(reached)).toEqual(wanted);
      for (const group of groups) expect(group.specimen_ids.length).toBeLessThanOrEqual(500);
    }),
    { numRuns: 30 },
  );
});

it('tells what was done apart from what was refused, and why', () => {
  const group = { specimen_ids: ['S-1', 'S-2'], assays: ['NA'] };
  const before = { done: ['S-0'], refused: [] };
  expect(
    withResults(before, group, [
      { specimen_id: 'S-1', ok: true, state: 'verified' },
      { specimen_id: 'S-2', ok: false, code: 'four_eyes', detail: 'You submitted it.' },
    ]),
  ).toEqual({
    done: ['S-0', 'S-1'],
    refused: [{ specimen_id: 'S-2', assays: ['NA'], why: 'You submitted it.' }],
  });
});
