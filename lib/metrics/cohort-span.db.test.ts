import { expect, test } from 'vitest';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { cohortSpan } from './cohort-span';
import { segmentNamed } from './segment';

const YEAR_MS = 366 * 24 * 60 * 60 * 1000;

test('opening hours are laid out for decades at most, however long the window', async () => {
  const { lab, ctxFor } = await makeTestLab();
  const { db, now } = await ctxFor('viewer');
  const segment = segmentNamed('receive_to_release');
  if (!segment) throw new Error('no segment');
  const spanOf = (from: string, to: string) =>
    cohortSpan(db, {
      labId: lab.id,
      now,
      segment,
      window: { from: new Date(from), to: new Date(to) },
    });
  const endless = await spanOf('0001-01-02T00:00:00Z', '9999-12-30T00:00:00Z');
  expect(endless.to - endless.from).toBeLessThanOrEqual(55 * YEAR_MS);
  expect(endless.from).toBeLessThan(now.getTime());
  expect(endless.to).toBeGreaterThan(now.getTime());
  const usual = await spanOf('2026-01-05T00:00:00Z', '2026-01-06T00:00:00Z');
  expect(usual).toEqual({ from: Date.parse('2026-01-05T00:00:00Z'), to: now.getTime() });
});
