import fc from 'fast-check';
import { it } from 'vitest';
import { Bench, deviceDown, finding, ruleTerms } from './testing-engine';
import type { EngineAlert } from './engine-state';

const NAMES = ['S-1', 'S-2', 'S-3', 'S-4'];
const TICK = 30;

/** What happens in one tick of a history. */
const Tick = fc.record({
  /** Which of the tests are late. */
  late: fc.subarray(NAMES),
  down: fc.boolean(),
  closed: fc.boolean(),
  silence: fc.option(fc.constantFrom(...NAMES), { nil: null }),
  acknowledge: fc.option(fc.constantFrom(...NAMES), { nil: null }),
});

/** The same state for some ticks, so that waits and intervals can pass. */
const History = fc
  .array(fc.record({ tick: Tick, times: fc.integer({ min: 1, max: 14 }) }), {
    minLength: 1,
    maxLength: 25,
  })
  .map((spans) => spans.flatMap(({ tick, times }) => Array.from({ length: times }, () => tick)));

const Rule = fc.record({
  forSeconds: fc.constantFrom(0, 60),
  groupBy: fc.constantFrom([], ['specimen'] as const),
  groupWaitSeconds: fc.constantFrom(0, 30, 90),
  groupIntervalSeconds: fc.constantFrom(30, 120),
  repeatSeconds: fc.constantFrom(120, 600),
  sendResolved: fc.boolean(),
  severity: fc.constantFrom('critical' as const, 'warning' as const),
});

it('whatever happens: told once and in time, one card a tick, nothing after the end', () => {
  fc.assert(
    fc.property(Rule, History, (terms, history) => {
      const late = ruleTerms('late', terms);
      const device = ruleTerms('device', {
        kind: 'device',
        severity: 'warning',
        groupWaitSeconds: 0,
      });
      const bench = new Bench(late, device);
      /** Of each stay of a test among the told: as first or changed. */
      const news = new Map<string, number>();
      const over = new Set<string>();
      /** For how long each alert could have been told and was not. */
      const waited = new Map<string, number>();
      const slowest = Math.max(terms.groupWaitSeconds, terms.groupIntervalSeconds) + TICK;

      for (const tick of history) {
        const present = tick.late.map((name) =>
          finding(name, { since: bench.now, deviceId: name === 'S-4' ? 'A-1' : null }),
        );
        bench.found('late', ...present);
        bench.found('device', ...(tick.down ? [deviceDown('A-1')] : []));
        bench.closed = new Set(tick.closed ? ['teams'] : []);
        bench.silences = silenceOf(tick.silence);
        const { decisions, alerts, changes } = bench.after(TICK);

        const groups = decisions.map(({ ruleId, channelId, key }) => ruleId + channelId + key);
        holds(new Set(groups).size === groups.length, 'one card a group');
        const ended = changes.filter(({ kind }) => kind === 'resolved');
        for (const decision of decisions.filter(({ ruleId }) => ruleId === 'late')) {
          for (const id of decision.fresh) {
            news.set(id, (news.get(id) ?? 0) + 1);
            holds(news.get(id) === 1, 'told once');
          }
          for (const alert of decision.firing) {
            holds(!over.has(alert.id) && alert.status !== 'resolved', 'nothing after the end');
            holds(!heldBack(alert), 'nothing that is held back');
          }
          holds(!decision.resolved.some(({ id }) => over.has(id)), 'one end');
          for (const { id } of decision.resolved) over.add(id);
          holds(!tick.closed || terms.severity === 'critical', 'nothing out of hours');
        }
        const told = new Set(bench.memories.flatMap(({ firing }) => firing));
        for (const alert of alerts.filter(({ ruleId }) => ruleId === 'late')) {
          const waits =
            alert.status === 'firing' &&
            !heldBack(alert) &&
            !told.has(alert.id) &&
            (!tick.closed || terms.severity === 'critical');
          waited.set(alert.id, waits ? (waited.get(alert.id) ?? 0) + TICK : 0);
          holds((waited.get(alert.id) ?? 0) <= slowest, 'told in time');
        }
        for (const { alertId } of ended) waited.delete(alertId);
        if (tick.acknowledge !== null) bench.acknowledge(tick.acknowledge);
      }
    }),
    { numRuns: 150 },
  );
}, 60_000);

/** Cheaper than expect, which is asked some hundred thousand times. */
function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(`Does not hold: ${what}`);
}

function heldBack(alert: EngineAlert): boolean {
  return alert.inhibitedById !== null || alert.silencedUntil !== null;
}

function silenceOf(name: string | null) {
  if (name === null) return [];
  return [
    {
      matchers: [{ label: 'specimen' as const, value: name }],
      startsAt: new Date(0),
      endsAt: new Date('2100-01-01T00:00:00Z'),
      endedAt: null,
    },
  ];
}
