import { expect, test } from 'vitest';
import { lisLink } from './lis-link';

test('the number is escaped wherever the template has it', () => {
  expect(lisLink('https://lis.example/s/{specimen_id}?tab={specimen_id}', 'A:1')).toBe(
    'https://lis.example/s/A%3A1?tab=A%3A1',
  );
});
