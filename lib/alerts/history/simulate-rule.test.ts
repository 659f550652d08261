import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bench, finding, ruleTerms, START } from '../engine/testing-engine';
import type { Spell } from '../finding';
import { simulateRule } from './simulate-rule';

const at = (seconds: number) => new Date(START.getTime() + seconds * 1000);
const HOUR = 3600;

function spell(name: string, from: number, to: number | null): Spell {
  const { subject, labels, summary, priority, deviceId, fingerprint } = finding(name);
  return {
    subject,
    labels,
    summary,
    priority,
    deviceId,
    fingerprint,
    from: at(from),
    to: to === null ? null : at(to),
    dueAt: null,
    value: 1,
  };
}

const period = { from: START, to: at(4 * HOUR) };

/** Cards as `seconds reason alerts`. */
function cardsOf(rule: ReturnType<typeof ruleTerms>, spells: Spell[], closed = (_: Date) => false) {
  const { cards } = simulateRule({ rule, spells, period, isOpen: (_, when) => !closed(when) });
  return cards.map(
    (card) => `${(card.at.getTime() - START.getTime()) / 1000} ${card.reason} ${card.alerts}`,
  );
}

/** The same from an engine that looks every 30 seconds. */
function byTheClock(rule: ReturnType<typeof ruleTerms>, spells: Spell[]) {
  const bench = new Bench(rule);
  const told: string[] = [];
  for (let seconds = 0; seconds < 4 * HOUR; seconds += 30) {
    const now = at(seconds);
    const present = spells.filter(({ from, to }) => from <= now && (to === null || to > now));
    bench.found(rule.id, ...present.map((one) => finding(one.fingerprint, { since: one.from })));
    for (const { reason, firing, resolved } of bench.after(seconds === 0 ? 0 : 30).decisions) {
      const alerts = reason === 'resolved' ? resolved.length : firing.length;
      told.push(`${seconds} ${reason} ${alerts}`);
    }
  }
  return told;
}

describe('a rule tried over time that has passed', () => {
  it('sends first, repeat and resolved when the engine would have', () => {
    const cards = cardsOf(ruleTerms('late'), [spell('S-1', 10, 9_000)]);
    expect(cards).toEqual(['60 first 1', '3660 repeat 1', '7260 repeat 1', '9000 resolved 1']);
  });

  it('tells what is over, and what came back only once, of a rule that is changed just now', () => {
    const rule = { ...ruleTerms('late'), changedAt: period.to };
    expect(cardsOf(rule, [spell('S-1', 10, 900)])).toEqual(['60 first 1', '900 resolved 1']);
    const back = [spell('S-1', 10, 900), spell('S-1', 1_200, 1_500), spell('S-2', 10, 3_000)];
    expect(cardsOf(rule, back)).toEqual(['60 first 2', '3000 resolved 2']);
  });

  it('sends nothing of what ended while the group waited', () => {
    expect(cardsOf(ruleTerms('late'), [spell('S-1', 10, 50)])).toEqual([]);
  });

  it('holds back out of channel hours, and tells within five minutes of their opening', () => {
    const closed = (when: Date) => when < at(2 * HOUR);
    const [first] = cardsOf(ruleTerms('late'), [spell('S-1', 0, null)], closed);
    const [seconds, reason] = (first ?? '').split(' ');
    expect(reason).toBe('first');
    expect(Number(seconds)).toBeGreaterThanOrEqual(2 * HOUR);
    expect(Number(seconds)).toBeLessThanOrEqual(2 * HOUR + 300);
  });

  it('steps from change to change to the same end as an engine that looks every 30 seconds', () => {
    const Spells = fc
      .array(
        fc.record({
          name: fc.constantFrom('S-1', 'S-2', 'S-3'),
          from: fc.integer({ min: -600, max: 4 * HOUR }),
          lasts: fc.option(fc.integer({ min: 1, max: 2 * HOUR }), { nil: null }),
        }),
        { maxLength: 8 },
      )
      .map((rows) =>
        rows.map(({ name, from, lasts }, n) =>
          spell(`${name}-${n}`, from, lasts === null ? null : from + lasts),
        ),
      );
    const Rule = fc.record({
      forSeconds: fc.constantFrom(0, 45, 600),
      groupBy: fc.constantFrom([], ['specimen'] as const),
      groupWaitSeconds: fc.constantFrom(0, 30, 100),
      groupIntervalSeconds: fc.constantFrom(30, 300),
      repeatSeconds: fc.constantFrom(600, 3600),
      sendResolved: fc.boolean(),
    });
    fc.assert(
      fc.property(Rule, Spells, (terms, spells) => {
        const rule = ruleTerms('late', terms);
        expect(cardsOf(rule, spells).toSorted()).toEqual(byTheClock(rule, spells).toSorted());
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
