import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoTime } from './iso-time';

it('writes times as Date does', () => {
  const range = { min: Date.UTC(1890, 0, 1), max: Date.UTC(2210, 0, 1) };
  fc.assert(
    fc.property(fc.integer(range), (ms) => {
      expect(isoTime(ms)).toBe(new Date(ms).toISOString());
    }),
    { numRuns: 5_000 },
  );
});
