import { expect, test } from 'vitest';
import { scheduleWords, verdictMeaning } from './verdict-words';

const counts = { errors: 0, warnings: 0, infos: 0, unjudged: 0 };

test.each([
  [{ verdict: 'pass', ...counts }, 'Every rule that could be judged holds.'],
  [
    { verdict: 'pass', ...counts, unjudged: 2 },
    'Every rule that could be judged holds. 2 rules could not be judged.',
  ],
  [
    { verdict: 'fail', ...counts, errors: 1, warnings: 2 },
    '3 rules do not hold: 1 of severity ERROR, 2 of severity WARNING.',
  ],
  [
    { verdict: 'pass', ...counts, infos: 1, unjudged: 1 },
    '1 rule does not hold: 1 of severity INFO. 1 rule could not be judged.',
  ],
  [
    { verdict: 'unjudged', ...counts, unjudged: 4 },
    'No rule could be judged, which is not the same as a pass.',
  ],
] as const)('%o', (run, words) => {
  expect(verdictMeaning(run)).toBe(words);
});

test.each([
  [{ every_hours: null, after_import: false }, 'when asked'],
  [{ every_hours: 1, after_import: false }, 'every hour'],
  [{ every_hours: 6, after_import: true }, 'every 6 hours, after each import'],
  [{ every_hours: 24, after_import: false }, 'every day'],
  [{ every_hours: 168, after_import: false }, 'every 7 days'],
  [{ every_hours: null, after_import: true }, 'after each import'],
])('%o', (set, words) => {
  expect(scheduleWords(set)).toBe(words);
});
