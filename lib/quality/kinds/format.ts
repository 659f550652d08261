import { labClock } from '@/lib/platform/csv/lab-clock';
import { readTime } from '@/lib/platform/csv/read-time';
import { loincFault } from '@/lib/labs/loinc';
import { cutTo } from '../judge/row-reader';
import { FAILED, PASSED, SKIPPED, UNJUDGED, worse, type Outcome } from '../judge/tally';
import type { NamedFormat, RuleOf } from '../rule';
import { CLOCK_TIME } from './data-types';
import { foundColumns, type KindJudge, type Setting } from './kind-judge';
import { compilePattern } from './pattern';

/** A longer cell is not matched: even linear time adds up. */
const MAX_LETTERS = 5_000;
const REMEMBERED = 4_096;

const ISO_DAY = /^\d{4}-\d\d-\d\d$/;
const ISO_TIME = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/;
const UTC = { clock: labClock('UTC'), dateOrder: 'dmy' } as const;
const isDay = (text: string) => typeof readTime(text, UTC, true) === 'number';

/** Each of them takes linear time: none has two repetitions that could take the same letter. */
const NAMED: Readonly<Record<NamedFormat, { fits: (text: string) => boolean; expected: string }>> =
  {
    alphanumeric: {
      fits: (text) => /^[\p{L}\p{N}]+$/u.test(text),
      expected: 'letters and digits only',
    },
    letters: { fits: (text) => /^\p{L}+$/u.test(text), expected: 'letters only' },
    digits: { fits: (text) => /^\d+$/.test(text), expected: 'digits only' },
    specimen_id: {
      fits: (text) => /^[A-Za-z0-9._:-]{1,64}$/.test(text),
      expected: '1 to 64 letters, digits, points, underscores, colons and hyphens',
    },
    email: {
      fits: (text) => /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text),
      expected: 'an e-mail address',
    },
    uuid: {
      fits: (text) => /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text),
      expected: 'a UUID',
    },
    loinc: { fits: (text) => loincFault(text) === null, expected: 'a LOINC code such as 2951-2' },
    date: {
      fits: (text) => ISO_DAY.test(text) && isDay(text),
      expected: 'a day written as 2026-03-01',
    },
    datetime: {
      fits: (text) => ISO_TIME.test(text) && isDay(text),
      expected: 'a time written as 2026-03-01T08:30',
    },
    time: { fits: (text) => CLOCK_TIME.test(text), expected: 'a time of day written as 08:30' },
  };

function matcher(
  rule: RuleOf<'format'>,
): { fits: (text: string) => boolean; expected: string } | string {
  if (rule.format !== undefined) return NAMED[rule.format];
  const compiled = compilePattern(rule.pattern ?? '');
  if (typeof compiled === 'string') return `The pattern ${compiled}.`;
  const known = new Map<string, boolean>();
  return {
    fits(text) {
      const before = known.get(text);
      if (before !== undefined) return before;
      const matches = compiled.matches(text);
      if (known.size >= REMEMBERED) known.clear();
      if (text.length <= 64) known.set(text, matches);
      return matches;
    },
    expected: `a match of ${cutTo(rule.pattern ?? '', 200)}`,
  };
}

/** Counts rows: one with a cell written otherwise fails. Empty cells are passed over. */
export function judgeFormat(rule: RuleOf<'format'>, setting: Setting): KindJudge {
  const { tally } = setting;
  const match = matcher(rule);
  if (typeof match === 'string') {
    tally.impossible(match);
    return {};
  }
  const found = foundColumns(setting, rule.columns, rule.if_present);
  if (found.length === 0) return {};
  return {
    row(row) {
      let outcome: Outcome = SKIPPED;
      for (const { name, at } of found) {
        const text = row.text(at);
        if (text === '') continue;
        if (text.length > MAX_LETTERS) {
          tally.unread(row, name, text, `is longer than ${MAX_LETTERS} letters`);
          outcome = worse(outcome, UNJUDGED);
        } else if (match.fits(text)) outcome = worse(outcome, PASSED);
        else {
          outcome = FAILED;
          tally.violate(row, name, text, match.expected);
        }
      }
      return outcome;
    },
  };
}
