import { describe, expect, it } from 'vitest';
import { KIND_NAMES, PARAMS } from '@/lib/alerts/kinds/params';
import { conditionText, filtersText } from './rule-words';

describe('what a rule fires at, in a phrase', () => {
  it.each([
    ['sla_breach', {}, 'past due'],
    ['sla_breach', { over_minutes: 30 }, 'more than 30 min past due'],
    ['at_risk', {}, '80 % of the target gone'],
    ['at_risk', { left_minutes: 90 }, 'due within 1 h 30 min'],
    ['missing_specimen', { after_minutes: 1440 }, 'not received 1 d after it was collected'],
    ['critical_unhandled', {}, 'not handled for 30 min'],
    [
      'error_rate',
      { by: 'assay', percent: 12.5 },
      'more than 12.5 % of the attempts of an assay failed within 1 h, of 10 at least',
    ],
    [
      'rejection_rate',
      { by: 'location' },
      'more than 5 % of the specimens of a location rejected within 1 d, of 20 at least',
    ],
    [
      'throughput',
      {},
      'less than 50 % of what is usual by 4 weeks released within 1 h, where 10 are usual',
    ],
    ['device', { states: ['silent'] }, 'silent'],
    ['import_failed', { rejected_percent: 2 }, 'failed, or more than 2 % of its rows rejected'],
    ['quarantined_messages', { at_least: 1200 }, '1,200 messages in quarantine'],
    ['data_quality', {}, 'the lab’s data failed by a rule set'],
    ['data_quality', { at_least: 'warn' }, 'the lab’s data failed or warned by a rule set'],
  ] as const)('of %s %j is “%s”', (kind, given, phrase) => {
    const params = PARAMS[kind].parse(given);
    expect(conditionText({ kind, params, for_seconds: 0 })).toBe(phrase);
  });

  it('says for how long it must hold, of every kind', () => {
    for (const kind of KIND_NAMES) {
      const text = conditionText({ kind, params: PARAMS[kind].parse({}), for_seconds: 300 });
      expect(text).toMatch(/^\S.*, for 5 min$/);
      expect(text).not.toMatch(/null|undefined|NaN/);
    }
  });
});

describe('what a rule is narrowed to', () => {
  it('names a few of each and counts the others', () => {
    expect(filtersText({})).toBeNull();
    expect(filtersText({ assays: [] })).toBeNull();
    expect(filtersText({ assays: ['A', 'B', 'C', 'D', 'E'], priorities: ['STAT'] })).toBe(
      'A, B, C +2 · STAT',
    );
  });
});
