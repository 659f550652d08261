import { describe, expect, it } from 'vitest';
import { dayLabel, trialChart, warnedText } from './trial-chart';

describe('what a rule would have sent, a day', () => {
  it('stands in bars and in the table behind them, in the same order', () => {
    const { data, table } = trialChart([
      { day: '2026-10-31', cards: 2, alerts: 7 },
      { day: '2026-11-01', cards: 0, alerts: 0 },
    ]);
    expect(data.groups.map(({ label }) => label)).toEqual(['31 Oct', '1 Nov']);
    expect(data.series).toEqual([{ name: 'Cards', values: [2, 0] }]);
    expect(table.rows.map(({ cells }) => cells)).toEqual([
      ['31 Oct', 2, 7],
      ['1 Nov', 0, 0],
    ]);
  });

  it('names the day it is given, wherever it is read', () => {
    expect(dayLabel('2026-01-01')).toBe('1 Jan');
    expect(dayLabel('2026-12-31')).toBe('31 Dec');
  });

  it('says how many breaches had a card before them', () => {
    expect(warnedText({ total: 0, warned: 0, percent: null })).toBe(
      'No test became late in that time.',
    );
    expect(warnedText({ total: 1, warned: 1, percent: 100 })).toBe(
      'One test became late in that time; a card came before each.',
    );
    expect(warnedText({ total: 1200, warned: 0, percent: 0 })).toMatch(/^1,200 tests .* no card/);
    expect(warnedText({ total: 4, warned: 3, percent: 75 })).toMatch(/before 3 of them\.$/);
  });
});
