import { describe, expect, it } from 'vitest';
import { standing } from './standing';
import type { CourseEvent } from './test-course';

const minutes = (events: [CourseEvent['action'], number, Partial<CourseEvent>?][]): CourseEvent[] =>
  events.map(([action, at, rest]) => ({ action, at: at * 60_000, ...rest }));

describe('standing', () => {
  it('keeps the first start and forgets a failure that a retry made good', () => {
    const now = standing(
      minutes([
        ['create', 0],
        ['receive', 10],
        ['start', 20, { device: 'A', operator: 'T01' }],
        ['fail', 25, { device: 'A', operator: 'T01', errorCode: 'E1' }],
        ['retry', 30, { device: 'B', operator: 'T02' }],
        ['submit', 40, { device: 'B', operator: 'T02' }],
        ['verify', 50],
        ['publish', 51],
      ]),
    );
    expect(now).toMatchObject({
      status: 'COMPLETED',
      device: 'B',
      operator: 'T02',
      errorCode: null,
      failedAt: null,
      startedAt: 20 * 60_000,
      releasedAt: 51 * 60_000,
    });
  });

  it('calls what was given up an error, and what was never tried cancelled', () => {
    const failed = minutes([
      ['create', 0],
      ['receive', 1],
      ['start', 2],
      ['fail', 3, { errorCode: 'E1' }],
      ['cancel', 9],
    ]);
    expect(standing(failed)).toMatchObject({
      status: 'ERROR',
      errorCode: 'E1',
      failedAt: 3 * 60_000,
    });
    expect(
      standing(
        minutes([
          ['create', 0],
          ['receive', 1],
          ['cancel', 9],
        ]),
      ).status,
    ).toBe('CANCELLED');
  });
});
