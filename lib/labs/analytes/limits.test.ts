import { describe, expect, it } from 'vitest';
import { limitFaults } from './limits';

function faults(...[cl, rl, rh, ch]: (number | null)[]) {
  return limitFaults({
    critical_low: cl ?? null,
    reference_low: rl ?? null,
    reference_high: rh ?? null,
    critical_high: ch ?? null,
  }).map(({ field }) => field);
}

describe('limits of an analyte', () => {
  it('takes limits in order, equal ones and absent ones', () => {
    expect(faults(120, 135, 145, 160)).toEqual([]);
    expect(faults(0, 0, 0, 0)).toEqual([]);
    expect(faults(null, null, null, null)).toEqual([]);
    expect(faults(-5, null, null, 0.1)).toEqual([]);
  });

  it.each([
    [[140, 135, 145, 160], ['reference_low']],
    [[120, 145, 135, 160], ['reference_high']],
    [[120, 135, 145, 140], ['critical_high']],
    [[200, null, null, 100], ['critical_high']],
    [
      [200, 1, 2, 3],
      ['reference_low', 'reference_high', 'critical_high'],
    ],
  ])('names what is too low in %j', (limits, fields) => {
    expect(faults(...limits)).toEqual(fields);
  });

  it('says what it must not be below', () => {
    const given = {
      critical_low: 6.5,
      reference_low: 3.5,
      reference_high: null,
      critical_high: null,
    };
    expect(limitFaults(given)[0]?.message).toBe('must not be below the lower critical limit (6.5)');
  });
});
