import { describe, expect, it } from 'vitest';
import { throughputOf, windowComparison } from './usual-throughput';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const always = { timeZone: 'Europe/Berlin', calendars: [] };
const at = (text: string) => Date.parse(text);

function compare(
  lab: Parameters<typeof windowComparison>[0],
  weeks: number,
  moment: string,
  windowMs = HOUR,
) {
  const time = at(moment);
  return windowComparison(lab, { windowMs, weeks }, { from: time, to: time + 1 })(time);
}

describe('the windows compared', () => {
  it('end with the last full minute, and lie whole weeks before', () => {
    const now = at('2026-06-10T12:00:00+02:00');
    const found = compare(always, 2, '2026-06-10T12:00:42.500+02:00');
    expect(found?.now).toEqual({ from: now - HOUR, to: now });
    expect(found?.before).toEqual([
      { from: now - WEEK - HOUR, to: now - WEEK },
      { from: now - 2 * WEEK - HOUR, to: now - 2 * WEEK },
    ]);
  });

  it('are the same time on the wall where the clocks were changed between', () => {
    // Summer time began on 29 March: noon was an hour later before.
    const now = at('2026-04-01T12:00:00+02:00');
    const found = compare(always, 1, '2026-04-01T12:00:00+02:00');
    expect(found?.before).toEqual([{ from: now - WEEK, to: now - WEEK + HOUR }]);
    expect(new Date(now - WEEK + HOUR).toISOString()).toBe('2026-03-25T11:00:00.000Z');
  });

  it('are none where the lab is not open throughout, and leave out days it was closed', () => {
    const weekday: [string, string][] = [['08:00', '16:00']];
    const openingHours = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, weekday]));
    const holidays = ['2026-06-03'];
    const lab = {
      timeZone: 'Europe/Berlin',
      calendars: [{ effectiveFrom: '2020-01-01', openingHours, holidays }],
    };
    expect(compare(lab, 2, '2026-06-10T08:30:00+02:00')).toBeNull();
    expect(compare(lab, 2, '2026-06-10T16:01:00+02:00')).toBeNull();
    expect(compare(lab, 2, '2026-06-13T12:00:00+02:00')).toBeNull();
    // 3 June was a holiday; 27 May is left.
    const found = compare(lab, 2, '2026-06-10T09:00:00+02:00');
    expect(found?.before).toEqual([
      { from: at('2026-05-27T08:00:00+02:00'), to: at('2026-05-27T09:00:00+02:00') },
    ]);
    expect(compare(lab, 2, '2026-06-10T16:00:00+02:00')?.before).toHaveLength(1);
  });
});

describe('throughput', () => {
  it('is held against the median', () => {
    expect(throughputOf(6, [10, 30, 14, 12], 1)).toEqual({
      released: 6,
      usual: 13,
      percent: 600 / 13,
    });
    expect(throughputOf(0, [10, 10], 10)).toEqual({ released: 0, usual: 10, percent: 0 });
  });

  it('says nothing of one week, or of little', () => {
    expect(throughputOf(0, [20], 1)).toBeNull();
    expect(throughputOf(0, [9, 9, 9], 10)).toBeNull();
    expect(throughputOf(0, [], 1)).toBeNull();
  });
});
