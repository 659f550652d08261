import { alertAnswer } from '../alerts/alert-answer';
import type { RunAnswer } from '../alerts/contract';
import { SEVERITIES } from '../finding';
import type { EngineRule } from '../rules/read-rules';
import type { EngineAlert } from './engine-state';
import type { Told } from './tell';

const ALERTS_AT_MOST = 500;

type RunFacts = {
  at: Date;
  rules: readonly EngineRule[];
  alerts: readonly EngineAlert[];
  told: readonly Told[];
  failures: ReadonlyMap<string, string>;
};

function worseFirst(a: EngineAlert, b: EngineAlert): number {
  const severity = SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity);
  if (severity !== 0) return severity;
  const due = (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity);
  if (due !== 0 && !Number.isNaN(due)) return due;
  return a.startedAt.getTime() - b.startedAt.getTime();
}

/** The answer of an evaluation, of one rule alone or of all; a dry one is in no outbox. */
export function runAnswer(
  { at, rules, alerts, told, failures }: RunFacts,
  { only, dry }: { only: string | null; dry: boolean },
): RunAnswer {
  const wanted = (ruleId: string) => only === null || ruleId === only;
  const standing = alerts.filter((alert) => alert.status !== 'resolved' && wanted(alert.ruleId));
  const absorbs = new Map<string, number>();
  for (const { inhibitedById: by, status } of alerts) {
    if (by !== null && status !== 'resolved') absorbs.set(by, (absorbs.get(by) ?? 0) + 1);
  }
  const names = {
    rules: new Map(rules.map(({ id, name }) => [id, name])),
    summaries: new Map(alerts.map(({ id, summary }) => [id, summary])),
    absorbs,
  };
  return {
    at: at.toISOString(),
    alerts: standing
      .toSorted(worseFirst)
      .slice(0, ALERTS_AT_MOST)
      .map((alert) => alertAnswer(alert, names)),
    alerts_total: standing.length,
    notifications: told
      .filter(({ rule }) => wanted(rule.id))
      .map(({ id, rule, channel, decision, summary, payload }) => ({
        id: dry ? null : id,
        channel: channel.name,
        channel_id: channel.id,
        kind: channel.kind,
        rule: rule.name,
        reason: decision.reason,
        summary,
        held: channel.open || rule.severity === 'critical' ? null : 'hours',
        payload,
      })),
    failures: [...failures]
      .filter(([id]) => wanted(id))
      .map(([id, reason]) => ({ rule: names.rules.get(id) ?? id, reason })),
  };
}
