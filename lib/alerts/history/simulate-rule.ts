import { carryOver } from '../engine/carry-over';
import type { EngineAlert, GroupMemory, RuleTerms } from '../engine/engine-state';
import { type Step, stepEngine } from '../engine/step-engine';
import type { Finding, Spell } from '../finding';

/** A card as it would have been sent. */
export type Card = {
  at: Date;
  channelId: string;
  reason: 'first' | 'changed' | 'repeat' | 'resolved';
  /** Subjects that it told of for the first time. */
  fresh: string[];
  alerts: number;
  /** One of them, in a line. */
  worst: string;
};

export type Simulation = {
  cards: Card[];
  /** When each alert would have fired. */
  fired: Date[];
};

/** The engine looks every 30 seconds; where channel hours hold something back, every 5 minutes here. */
const TICK_MS = 30_000;
const HOURS_MS = 300_000;
function findingOf({ from, to: _, told: __, ...spell }: Spell): Finding {
  return { ...spell, threshold: null, unit: null, since: from };
}

/** When groups are to be looked at again, in ms since 1970: those not told, and those told just now. */
export function nextLooks(now: Date, rules: readonly RuleTerms[], step: Step): number[] {
  const terms = new Map(rules.map((rule) => [rule.id, rule]));
  const memories = new Map(
    step.memories.map((one) => [`${one.ruleId} ${one.channelId} ${one.key}`, one]),
  );
  const after = (from: Date | null | undefined, seconds: number | undefined) =>
    from && seconds !== undefined ? [from.getTime() + seconds * 1000] : [];
  const held = step.held.flatMap(({ ruleId, channelId, key, because }) => {
    const memory = memories.get(`${ruleId} ${channelId} ${key}`);
    const rule = terms.get(ruleId);
    switch (because) {
      case 'group_wait':
        return after(memory?.openedAt, rule?.groupWaitSeconds);
      case 'group_interval':
        return after(memory?.notifiedAt, rule?.groupIntervalSeconds);
      case 'repeat':
        return after(memory?.notifiedAt, rule?.repeatSeconds);
      case 'hours':
        return [now.getTime() + HOURS_MS];
      default:
        return [];
    }
  });
  const told = step.decisions.flatMap(({ ruleId }) => after(now, terms.get(ruleId)?.repeatSeconds));
  return [...held, ...told];
}

export type ToSimulate = {
  rule: RuleTerms;
  spells: readonly Spell[];
  period: { from: Date; to: Date };
  isOpen: (channelId: string, at: Date) => boolean;
};

/**
 * What the engine itself would have sent over a period of a rule, from when its findings held: it
 * steps from change to change rather than every 30 seconds, and to the same end. Nobody acknowledges
 * and nothing is silenced.
 */
export function simulateRule(given: ToSimulate): Simulation {
  const steps = simulation(given);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same, which may be paused after every step. */
export function* simulation(given: ToSimulate): Generator<undefined, Simulation, undefined> {
  const { spells, period, isOpen } = given;
  // It was there all the time: what ends has not ended because somebody changed the rule.
  const rule = { ...given.rule, changedAt: period.from };
  const [first, last] = [period.from.getTime(), period.to.getTime()];
  const tick = (ms: number) => first + Math.ceil((ms - first) / TICK_MS) * TICK_MS;
  const starts = spells.toSorted((a, b) => a.from.getTime() - b.from.getTime());
  const changes = spells.flatMap(({ from, to }) => [
    tick(Math.max(from.getTime(), first)),
    tick(Math.max(from.getTime() + rule.forSeconds * 1000, first)),
    ...(to === null ? [] : [tick(to.getTime())]),
  ]);
  const due = [...new Set(changes)].toSorted((a, b) => a - b);

  const cards: Card[] = [];
  const fired: Date[] = [];
  let carried: { alerts: EngineAlert[]; memories: GroupMemory[] } = { alerts: [], memories: [] };
  let present: Spell[] = [];
  let begun = 0;
  let next = 0;
  let made = 0;
  let look = Infinity;
  let lastAt: Date | null = null;
  while (next < due.length || look < Infinity) {
    const at = Math.min(due[next] ?? Infinity, look);
    if (at >= last) break;
    if (at === due[next]) next += 1;
    const now = new Date(at);
    for (let one = starts[begun]; one && one.from <= now; one = starts[begun]) {
      present.push(one);
      begun += 1;
    }
    present = present.filter(({ to }) => to === null || to > now);
    const step: Step = stepEngine({
      now,
      lastAt,
      rules: [rule],
      failing: new Set(),
      ended: new Map(),
      silences: [],
      ...carried,
      findings: new Map([[rule.id, present.map(findingOf)]]),
      isOpen: (channelId) => isOpen(channelId, now),
      newId: () => String((made += 1)),
    });
    carried = carryOver(carried, step);
    lastAt = now;
    for (const { kind } of step.changes) if (kind === 'fired') fired.push(now);
    for (const { channelId, reason, firing, resolved, fresh } of step.decisions) {
      const told = new Set(fresh);
      const all = reason === 'resolved' ? resolved : firing;
      const one = all[0];
      const spell = present.find(({ fingerprint }) => fingerprint === one?.fingerprint);
      cards.push({
        at: now,
        channelId,
        reason,
        fresh: firing.filter(({ id }) => told.has(id)).map(({ subject }) => subject.id),
        alerts: all.length,
        worst: spell?.told?.(now).summary ?? one?.summary ?? '',
      });
    }
    // A step that tells nothing later than now would look for ever.
    look = Math.min(
      ...nextLooks(now, [rule], step)
        .map(tick)
        .filter((ms) => ms > at),
    );
    yield;
  }
  return { cards, fired };
}
