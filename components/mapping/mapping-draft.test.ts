import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MappingTable } from '@/lib/instruments/mapping/contract';
import { DEFAULT_TABLE } from '@/lib/instruments/mapping/default-table';
import { differences, draftOf, newLine, tableOf } from './mapping-draft';
import { fieldText } from './mapping-words';

const code = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._^ -]{0,10}[A-Za-z0-9]$/);
const codes = fc.dictionary(code, fc.option(code, { nil: null }), { maxKeys: 6 });

const tables = fc
  .record({
    timeZone: fc.constantFrom(null, 'Europe/Berlin', 'America/St_Johns'),
    suffixes: fc.array(fc.stringMatching(/^-?[A-Z0-9]{1,4}$/), { maxLength: 3 }),
    pattern: fc.constantFrom(null, '([A-Z]+\\d+).*', 'S, (\\d+)'),
    assays: codes,
    analytes: codes,
    specimen: fc.uniqueArray(fc.constantFrom('SPM-2.2', 'SAC-3', 'OBR-3[2].1'), { maxLength: 3 }),
    record: fc.constantFrom(null, { place: 'M-3', value: 'STATE' }),
  })
  .map(({ timeZone, suffixes, pattern, assays, analytes, specimen, record }): MappingTable => ({
    ...DEFAULT_TABLE,
    timeZone,
    label: { suffixes, pattern },
    assays,
    analytes,
    hl7: { ...DEFAULT_TABLE.hl7, specimen },
    astm: { ...DEFAULT_TABLE.astm, deviceStateRecord: record },
  }));

test('a table that nobody edits comes out as it went in', () => {
  fc.assert(
    fc.property(tables, (table) => {
      const { table: out, faults } = tableOf(draftOf(table));
      expect(faults).toEqual([]);
      expect(MappingTable.parse(out)).toEqual(MappingTable.parse(table));
      expect([...differences(draftOf(table), draftOf(table))]).toEqual([]);
    }),
  );
});

test('every member of the table can be edited: none is lost on the way', () => {
  expect(tableOf(draftOf(DEFAULT_TABLE)).table).toEqual(DEFAULT_TABLE);
});

test('what was changed is named by where it stands', () => {
  const draft = draftOf(DEFAULT_TABLE);
  const changed = {
    places: { ...draft.places, 'hl7.specimen': 'SAC-3 SPM-2.2' },
    texts: { ...draft.texts, timeZone: 'Europe/Paris' },
    codes: { ...draft.codes, assays: [newLine('707', ''), newLine()] },
  };
  expect([...differences(changed, draft)]).toEqual(['hl7.specimen', 'timeZone', 'assays']);
  expect(tableOf(changed).table).toMatchObject({
    timeZone: 'Europe/Paris',
    assays: { '707': null },
    hl7: { specimen: ['SAC-3', 'SPM-2.2'] },
  });
});

test('a code that stands twice is a fault that names it', () => {
  const draft = draftOf(DEFAULT_TABLE);
  const codes = { ...draft.codes, units: [newLine('u', 'U'), newLine(' u ', 'V')] };
  expect(tableOf({ ...draft, codes }).faults).toEqual([
    { field: 'units.u', message: 'stands twice: keep one of them' },
  ]);
});

test.each([
  ['hl7.specimen.0', 'HL7: Specimen number'],
  ['astm.value', 'ASTM: Value'],
  ['assays.A.B', 'Assays “A.B”'],
  ['hl7.resultStatuses.F', 'HL7: Result statuses “F”'],
  ['label.suffixes.2', 'Suffixes to cut off'],
  ['version', null],
])('a fault of %s is of “%s”', (field, words) => {
  expect(fieldText(field)).toBe(words);
});
