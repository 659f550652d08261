import { expect, test } from 'vitest';
import { shortcutLetters } from './shortcuts';

const named = (...labels: string[]) => labels.map((label) => ({ action: label, label }));

test('each action has a letter of its own name, where one is free', () => {
  const letters = shortcutLetters(named('Receive', 'Start', 'Submit', 'Report an error', 'Retry'));
  expect([...letters.values()]).toEqual(['R', 'S', 'U', 'E', 'T']);
});

test('another is found where none is free, until there are none left', () => {
  expect([...shortcutLetters(named('A', 'AA', 'Ä')).values()]).toEqual(['A', 'B', 'C']);
  const many = named(...Array.from({ length: 30 }, (_, index) => `Ø${index}`));
  const letters = [...shortcutLetters(many).values()];
  expect(letters).toHaveLength(26);
  expect(new Set(letters).size).toBe(26);
});
