import type { Finding } from '../finding';
import { advanceAlerts, type AlertChange } from './advance-alerts';
import { type Decided, decide } from './decide';
import { type EngineAlert, fires, type GroupMemory, type RuleTerms } from './engine-state';
import { inhibitions } from './inhibit';
import { silencesAt, type StandingSilence } from './match-silences';

/** What befell an alert in one step: its state, or whether it is held back. */
export type StepChange =
  | AlertChange
  | {
      alertId: string;
      kind: 'inhibited' | 'uninhibited' | 'silenced' | 'unsilenced';
      text: string | null;
    };

export type StepGiven = {
  now: Date;
  /** The latest moment evaluated before; null the first time. */
  lastAt: Date | null;
  rules: readonly RuleTerms[];
  failing: ReadonlySet<string>;
  ended: ReadonlyMap<string, 'rule_off' | 'rule_removed'>;
  /** Those not over, and those over that a memory names as told. */
  alerts: readonly EngineAlert[];
  findings: ReadonlyMap<string, readonly Finding[]>;
  silences: readonly StandingSilence[];
  memories: readonly GroupMemory[];
  isOpen: (channelId: string) => boolean;
  newId: () => string;
};

export type Step = Decided & {
  /** Those not over, and those that ended now. */
  alerts: EngineAlert[];
  changes: StepChange[];
};

/**
 * One evaluation, without any reading or writing: findings become alerts, alerts are inhibited and
 * silenced, and what is to be told of the rest is decided. The same state, findings and moment give
 * the same step.
 */
export function stepEngine(given: StepGiven): Step {
  const { now, silences } = given;
  const open = given.alerts.filter(({ status }) => status !== 'resolved');
  const before = given.alerts.filter(({ status }) => status === 'resolved');
  const advanced = advanceAlerts({ ...given, alerts: open });
  const changes: StepChange[] = [...advanced.changes];

  const silencedUntil = silencesAt(silences, now);
  const silenced = advanced.alerts.map((alert) => {
    if (alert.status === 'resolved') return alert;
    const until = silencedUntil(alert);
    if ((until === null) !== (alert.silencedUntil === null)) {
      const text = until === null ? null : `until ${until.toISOString()}`;
      const kind = until === null ? 'unsilenced' : 'silenced';
      changes.push({ alertId: alert.id, kind, text });
    }
    const same = until?.getTime() === alert.silencedUntil?.getTime();
    return same ? alert : { ...alert, silencedUntil: until };
  });

  const rules = new Map(given.rules.map((rule) => [rule.id, rule]));
  const absorbedBy = inhibitions(silenced, rules, given.isOpen);
  const byId = new Map(silenced.map((alert) => [alert.id, alert]));
  const alerts = silenced.map((alert) => {
    if (alert.status === 'resolved') return alert;
    const by = fires(alert) ? (absorbedBy.get(alert.id) ?? null) : null;
    if ((by === null) !== (alert.inhibitedById === null)) {
      const text = by === null ? null : (byId.get(by)?.summary ?? null);
      changes.push({ alertId: alert.id, kind: by === null ? 'uninhibited' : 'inhibited', text });
    }
    return by === alert.inhibitedById ? alert : { ...alert, inhibitedById: by };
  });

  const decided = decide({ ...given, alerts: [...alerts, ...before] });
  // Whoever is told no more, and again a month later, is to hear of nothing that was over before.
  const untold = given.memories.filter(({ ruleId, channelId }) => {
    const rule = rules.get(ruleId);
    return rule ? !rule.channelIds.includes(channelId) : !given.failing.has(ruleId);
  });
  return { ...decided, forgotten: [...decided.forgotten, ...untold], alerts, changes };
}
