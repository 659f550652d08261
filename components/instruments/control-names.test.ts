import { expect, test } from 'vitest';
import { controlName } from './control-names';

test.each([
  ['\u2400', 'NUL'],
  ['\u2402', 'STX'],
  ['\u2403', 'ETX'],
  ['\u2404', 'EOT'],
  ['\u2405', 'ENQ'],
  ['\u240b', 'VT'],
  ['\u2417', 'ETB'],
  ['\u241c', 'FS'],
  ['\u2421', 'DEL'],
])('%s is %s', (picture, name) => {
  expect(controlName(picture)?.name).toBe(name);
});

test('what is no picture of a control character has no name', () => {
  expect(controlName('A')).toBeNull();
  expect(controlName('')).toBeNull();
});
