import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf, sideBySide } from './reading-lines';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

test('both sides keep all their lines in their order, and rows that are the same are', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const rows = sideBySide(before, after);
      expect(rows.flatMap((row) => row.before ?? [])).toEqual(before);
      expect(rows.flatMap((row) => row.after ?? [])).toEqual(after);
      for (const row of rows)
        expect(row.same).toBe(row.before === row.after && row.before !== null);
    }),
  );
});

test('the same lines are the same rows', () => {
  fc.assert(
    fc.property(lines, (all) => {
      expect(sideBySide(all, all).every(({ same }) => same)).toBe(true);
    }),
  );
});

test('a changed line stands beside what it was', () => {
  expect(sideBySide(['S-1', '  707 5.1', 'end'], ['S-1', '  GLU 5.1', 'end'])).toEqual([
    { before: 'S-1', after: 'S-1', same: true },
    { before: '  707 5.1', after: '  GLU 5.1', same: false },
    { before: 'end', after: 'end', same: true },
  ]);
});

test('very long readings are compared line by line', () => {
  const long = Array.from({ length: 1_000 }, (_, at) => `line ${at}`);
  expect(sideBySide(long, [...long, 'one more']).filter(({ same }) => !same)).toEqual([
    { before: null, after: 'one more', same: false },
  ]);
});

test('a reading in lines says why it cannot be read, what it says, and what was passed over', () => {
  const nothing = { kind: null, events: [], remarks: [], error: 'MSH is missing' };
  expect(linesOf(nothing, 'UTC')).toEqual(['Cannot be read: MSH is missing']);
  const remarked = { kind: 'ORU^R01', events: [], remarks: ['An attachment'], error: null };
  expect(linesOf(remarked, 'UTC')).toEqual(['Nothing to act on', 'Note: An attachment']);
  const at = '2026-03-02T07:00:00.000Z';
  const resulted = {
    kind: 'specimen.resulted',
    specimen: { number: 'S-1', alternatives: [] },
    at,
    tests: [
      {
        assay: { code: 'GLU', alternatives: [] },
        complete: true,
        at,
        results: [
          {
            analyte: { code: 'GLU', alternatives: [] },
            value: '5.1',
            unit: 'mmol/L',
            reference_range: null,
            flags: ['H'],
            status: 'final',
            observed_at: null,
            comment: null,
          },
        ],
      },
    ],
  };
  const read = { kind: 'ORU^R01', events: [resulted], remarks: [], error: null };
  expect(linesOf(read, 'Europe/Berlin')).toEqual([
    'Results of specimen S-1 · 02 Mar 2026 08:00',
    '  GLU: complete',
    '    GLU 5.1 mmol/L [H] final',
  ]);
});
