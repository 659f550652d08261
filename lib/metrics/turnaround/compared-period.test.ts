import { describe, expect, it } from 'vitest';
import { comparedPeriod } from './compared-period';

const zone = 'Europe/Berlin';
const week = { from: '2026-03-30', to: '2026-04-05' };

describe('the period a period is compared with', () => {
  it('is as long and just before, or whole weeks ago', () => {
    const now = new Date('2026-05-01T00:00:00Z');
    expect(comparedPeriod('previous', week, now, zone)).toEqual({
      days: { from: '2026-03-23', to: '2026-03-29' },
      // The clocks went forward on the 29th.
      window: {
        from: new Date('2026-03-23T00:00:00+01:00'),
        to: new Date('2026-03-30T00:00:00+02:00'),
      },
    });
    expect(comparedPeriod('52_weeks', week, now, zone).days).toEqual({
      from: '2025-03-31',
      to: '2025-04-06',
    });
  });

  it('goes up to the same time by the clock where the period is not over', () => {
    const now = new Date('2026-04-01T12:00:00+02:00');
    expect(comparedPeriod('previous', week, now, zone).window).toEqual({
      from: new Date('2026-03-23T00:00:00+01:00'),
      to: new Date('2026-03-25T12:00:00+01:00'),
    });
  });
});
