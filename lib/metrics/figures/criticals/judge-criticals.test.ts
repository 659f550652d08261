import { expect, it } from 'vitest';
import { verdictOf } from './judge-criticals';

it.each([
  ['confirmed at once', 'CONFIRMED', 0, null, 'within'],
  ['confirmed on the last moment', 'CONFIRMED', 30, null, 'within'],
  ['confirmed a ms later', 'CONFIRMED', 30 + 1 / 60_000, null, 'late'],
  ['open for less', null, null, 29.999, 'in_time'],
  ['open for just so long', null, null, 30, 'late'],
  ['closed soon, nobody reached', 'CLOSED_UNREACHED', null, null, 'late'],
  ['withdrawn', 'WITHDRAWN', null, null, 'withdrawn'],
  ['not required', 'NOT_REQUIRED', null, null, 'not_required'],
])('%s', (_, closedAs, minutes, waiting, expected) => {
  expect(verdictOf({ closed_as: closedAs, minutes, waiting }, 30)).toBe(expected);
});
