import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedFile } from '@/lib/platform/testing-shared';
import { kaplanMeier, survivalQuantile } from './kaplan-meier';

const golden = sharedFile('golden/kaplan-meier.json');

describe('the estimate of Kaplan and Meier', () => {
  it.skipIf(!existsSync(golden))('gives the golden steps', () => {
    const { times, finished, steps, median, p90 } = JSON.parse(readFileSync(golden, 'utf8'));
    const found = kaplanMeier(times, (place) => finished[place]);
    expect(found.map((step) => ({ ...step, survival: Number(step.survival.toFixed(6)) }))).toEqual(
      steps,
    );
    expect(survivalQuantile(found, 0.5)).toBe(median);
    expect(survivalQuantile(found, 0.9)).toBe(p90);
  });

  it('is the plain share where nothing is censored', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1 }), (values) => {
        const sorted = values.toSorted((a, b) => a - b);
        const steps = kaplanMeier(sorted, () => true);
        for (const { time, survival } of steps) {
          const longer = sorted.filter((value) => value > time).length / sorted.length;
          expect(survival).toBeCloseTo(longer, 9);
        }
      }),
    );
  });

  it('of nothing, or of nothing finished, reaches nothing', () => {
    expect(
      survivalQuantile(
        kaplanMeier([], () => true),
        0.5,
      ),
    ).toBeNull();
    expect(
      survivalQuantile(
        kaplanMeier([1, 2], () => false),
        0.5,
      ),
    ).toBeNull();
  });

  it('reaches a share exactly', () => {
    const steps = kaplanMeier([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], () => true);
    expect(survivalQuantile(steps, 0.9)).toBe(9);
    expect(survivalQuantile(steps, 0.5)).toBe(5);
  });
});
