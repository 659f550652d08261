import { describe, expect, it } from 'vitest';
import { finding, ruleTerms, START } from '../engine/testing-engine';
import { simulateInSlices, TooMuchToSimulate } from './simulate-in-slices';
import { simulateRule, type ToSimulate } from './simulate-rule';

const MINUTE = 60_000;

/** So many tests that are late one after the other, each for an hour. */
function trial(tests: number): ToSimulate {
  const at = (minutes: number) => new Date(START.getTime() + minutes * MINUTE);
  const spells = Array.from({ length: tests }, (_, n) => {
    const { since: _since, threshold: _limit, unit: _unit, ...spell } = finding(`S-${n}`);
    return { ...spell, from: at(n), to: at(n + 60), value: 1 };
  });
  const rule = ruleTerms('late', { groupBy: ['specimen'] });
  return { rule, spells, period: { from: START, to: at(tests + 60) }, isOpen: () => true };
}

describe('a trial of months', () => {
  it('says the same in slices, and lets others be served meanwhile', async () => {
    const given = trial(60);
    let served = 0;
    const other = setInterval(() => (served += 1), 1);
    const said = await simulateInSlices(given, 60_000);
    clearInterval(other);
    // In one piece nobody would be served before its end.
    expect(served).toBeGreaterThan(3);
    expect(said).toEqual(simulateRule(given));
  });

  it('is given up where it takes too long', async () => {
    await expect(simulateInSlices(trial(200), 5)).rejects.toThrow(TooMuchToSimulate);
  });
});
