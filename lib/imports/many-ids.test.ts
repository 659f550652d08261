import { validate, version } from 'uuid';
import { expect, it } from 'vitest';
import { manyIds } from './many-ids';

it('makes UUIDv7 that are valid, unique and in order', () => {
  const next = manyIds();
  const ids = Array.from({ length: 5_000 }, next);
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(ids.toSorted());
});

it('carries the time it was made', () => {
  const next = manyIds(() => 0x0123456789ab);
  expect(next()).toMatch(/^01234567-89ab-7000-8000-[0-9a-f]{12}$/);
  expect(next()).toMatch(/^01234567-89ab-7000-8001-/);
});
