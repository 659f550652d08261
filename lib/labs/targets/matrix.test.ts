import { describe, expect, it, test } from 'vitest';
import type { TargetRow } from '@/lib/labs/target';
import { matrixRow, whyNoTighter } from './matrix';

const row = (given: Partial<TargetRow>): TargetRow => ({
  id: 'default',
  assayId: null,
  priority: null,
  locationId: null,
  segment: 'receive_to_release',
  minutes: 240,
  time: 'clock',
  effectiveFrom: 0,
  effectiveTo: null,
  ...given,
});
const GLU = { id: 'glu', code: 'GLU', name: 'Glucose' };
const scope = { segment: 'receive_to_release', locationId: null, at: 1000, alwaysOpen: false };
const clock = (minutes: number) => ({ minutes, time: 'clock' as const });
const working = (minutes: number) => ({ minutes, time: 'working' as const });
const strict = { mayEqual: false, alwaysOpen: false };

describe('a row', () => {
  it('says what each priority has to meet, and which target says so', () => {
    const { cells, warnings } = matrixRow(
      [
        row({}),
        row({ id: 'stat', priority: 'STAT', minutes: 60 }),
        row({ id: 'glu-stat-ed', assayId: 'glu', priority: 'STAT', locationId: 'ed', minutes: 30 }),
        row({ id: 'glu', assayId: 'glu', minutes: 90, time: 'working' }),
        row({ id: 'other', assayId: 'k', minutes: 1 }),
        row({ id: 'ended', assayId: 'glu', priority: 'URGENT', minutes: 1, effectiveTo: 1000 }),
      ],
      GLU,
      { ...scope, locationId: 'ed' },
    );
    expect(cells).toEqual({
      STAT: {
        target_id: 'glu-stat-ed',
        minutes: 30,
        time: 'clock',
        by: ['assay', 'priority', 'location'],
      },
      URGENT: { target_id: 'glu', minutes: 90, time: 'working', by: ['assay'] },
      ROUTINE: { target_id: 'glu', minutes: 90, time: 'working', by: ['assay'] },
    });
    expect(warnings).toEqual([{ priority: 'URGENT', than: 'ROUTINE', why: 'same' }]);
  });

  it('warns where an assay’s own target hides the tighter one of STAT', () => {
    const targets = [row({}), row({ priority: 'STAT', minutes: 60 }), row({ assayId: 'glu' })];
    expect(matrixRow(targets, GLU, scope).warnings).toEqual([
      { priority: 'STAT', than: 'ROUTINE', why: 'same' },
      { priority: 'URGENT', than: 'ROUTINE', why: 'same' },
    ]);
  });

  it('is empty where nothing holds, without a warning', () => {
    const { cells, warnings } = matrixRow([], GLU, scope);
    expect(cells).toEqual({ STAT: null, URGENT: null, ROUTINE: null });
    expect(warnings).toEqual([]);
  });
});

test.each([
  ['shorter', clock(30), clock(60), null],
  ['as long', clock(60), clock(60), 'same'],
  ['longer', clock(61), clock(60), 'longer'],
  ['none beside one', null, clock(60), 'no_target'],
  ['one beside none', clock(60), null, null],
  ['waiting for the lab to open', working(30), clock(60), 'opening_hours'],
  ['by the clock beside opening hours', clock(30), working(60), null],
  ['both in opening hours', working(30), working(60), null],
])('%s', (_name, quick, slow, expected) => {
  expect(whyNoTighter(quick, slow, strict)).toBe(expected);
});

test('where the lab never closes opening hours are the clock’s', () => {
  expect(whyNoTighter(working(30), clock(60), { ...strict, alwaysOpen: true })).toBeNull();
});

test('STAT and URGENT may be alike, STAT may not be looser', () => {
  const alike = { mayEqual: true, alwaysOpen: false };
  expect(whyNoTighter(clock(60), clock(60), alike)).toBeNull();
  expect(whyNoTighter(clock(61), clock(60), alike)).toBe('longer');
});
