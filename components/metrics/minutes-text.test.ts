import { expect, it } from 'vitest';
import { minutesCell, minutesText } from './minutes-text';

it.each([
  [null, null, null],
  [0, '0', '0.0'],
  [-0.04, '0', '0.0'],
  [-18.46, '−18.5', '−18.5'],
  [350, '350', '350.0'],
  [1139.62, '1,139.6', '1,139.6'],
])('%s minutes: %s in a sentence, %s in a column', (minutes, text, cell) => {
  expect(minutesText(minutes)).toBe(text);
  expect(minutesCell(minutes)).toBe(cell);
});
