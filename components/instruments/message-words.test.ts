import { expect, test } from 'vitest';
import { remediesOf, replayHelps } from './message-words';

test.each([
  ['unknown_specimen', 'json', true],
  ['unknown_analyte', 'json', true],
  ['malformed', 'hl7', true],
  ['malformed', 'json', false],
  ['unsupported', 'json', false],
  ['bad_checksum', 'astm', false],
  ['incomplete', 'astm', false],
] as const)('of %s %s another replay helps: %s', (code, format, helps) => {
  expect(replayHelps({ code, format })).toBe(helps);
});

test('the table of a device is named where it is read by: never for JSON', () => {
  expect(remediesOf({ code: 'unknown_assay', format: 'hl7' })).toEqual(['mapping', 'catalogue']);
  expect(remediesOf({ code: 'unknown_assay', format: 'json' })).toEqual(['catalogue']);
  expect(remediesOf({ code: null, format: 'hl7' })).toEqual([]);
});
