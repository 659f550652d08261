import { expect, it } from 'vitest';
import { periodText } from './period-text';

it('names both ends of a period, and a single day once', () => {
  expect(periodText({ from: '2026-11-15', to: '2027-01-02' })).toBe('15 Nov 2026 to 2 Jan 2027');
  expect(periodText({ from: '2026-11-15', to: '2026-11-15' })).toBe('15 Nov 2026');
});
