import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGivenUp, SCHEDULE, waitMs } from './retry-schedule';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the wait after a failure', () => {
  it.each([
    [1, 5_000],
    [2, 10_000],
    [3, 20_000],
    [6, 160_000],
    [8, 640_000],
    [9, 15 * MINUTE],
    [5_000, 15 * MINUTE],
  ])('number %i in a row is %i ms at most, and half of it at least', (failures, most) => {
    expect(waitMs({ failures, askedMs: null }, 1)).toBe(most);
    expect(waitMs({ failures, askedMs: null }, 0)).toBe(most / 2);
  });

  it('is what the receiver asked for where that is longer, and a little more', () => {
    const asked = { failures: 1, askedMs: 10 * MINUTE };
    expect(waitMs(asked, 0)).toBe(10 * MINUTE);
    expect(waitMs(asked, 1)).toBe(11 * MINUTE);
  });

  it('is not shorter than the back-off because the receiver asks for less', () => {
    expect(waitMs({ failures: 6, askedMs: 1_000 }, 0)).toBe(80_000);
  });

  it('is an hour for whoever asks for a year', () => {
    expect(waitMs({ failures: 1, askedMs: 365 * 24 * HOUR }, 0)).toBe(HOUR);
  });

  it('lies within its bounds, and never before what was asked for', () => {
    const asked = fc.option(fc.integer({ min: 0, max: 10 * HOUR }), { nil: null });
    const random = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), asked, random, (failures, askedMs, chance) => {
        const ms = waitMs({ failures, askedMs }, chance);
        expect(ms).toBeGreaterThanOrEqual(2_500);
        expect(ms).toBeLessThanOrEqual(HOUR * 1.1);
        expect(ms).toBeGreaterThanOrEqual(Math.min(askedMs ?? 0, HOUR));
        expect(Number.isInteger(ms)).toBe(true);
      }),
    );
  });
});

describe('a notification', () => {
  const queuedAt = new Date('2026-03-01T08:00:00Z');
  const after = (ms: number) => new Date(queuedAt.getTime() + ms);

  it('is tried for a day, and given up with the first attempt that would come later', () => {
    expect(isGivenUp({ queuedAt, failures: 90, nextAt: after(24 * HOUR) })).toBe(false);
    expect(isGivenUp({ queuedAt, failures: 90, nextAt: after(24 * HOUR + 1) })).toBe(true);
  });

  it('is tried three times however old it is', () => {
    const nextAt = after(72 * HOUR);
    expect(isGivenUp({ queuedAt, failures: 2, nextAt })).toBe(false);
    expect(isGivenUp({ queuedAt, failures: 3, nextAt })).toBe(true);
  });

  it('is given up after a bounded number of attempts whatever the waits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }),
        (luck) => {
          let [failures, at] = [0, queuedAt.getTime()];
          for (; failures < 1_000;) {
            failures += 1;
            const wait = waitMs({ failures, askedMs: null }, luck[failures % luck.length] ?? 0);
            if (isGivenUp({ queuedAt, failures, nextAt: new Date(at + wait) })) break;
            at += wait;
          }
          expect(failures).toBeLessThan(220);
          expect(at - queuedAt.getTime()).toBeGreaterThan(
            SCHEDULE.giveUpAfterMs - SCHEDULE.longestMs,
          );
        },
      ),
    );
  });
});
