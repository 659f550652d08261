import type { Finding } from '../finding';
import { clockWentBack } from './engine-clock';
import type { EngineAlert, ResolvedAs, RuleTerms } from './engine-state';
import { groupedBy } from './grouped-by';

/** What befell an alert in one evaluation. */
export type AlertChange = {
  alertId: string;
  kind: 'pending' | 'fired' | 'resolved';
  /** Why, in words for its history. */
  text: string | null;
};

export type Advanced = {
  /** Every alert that is not over, and those that ended now. */
  alerts: EngineAlert[];
  changes: AlertChange[];
};

function changedSince({ changedAt }: RuleTerms, lastAt: Date | null): boolean {
  return lastAt !== null && changedAt > lastAt;
}

const earlier = (a: Date, b: Date) => (a < b ? a : b);

/**
 * The state machine of alerts: pending → firing → acknowledged → resolved. A finding opens an alert,
 * which fires once its condition has held for the rule's `forSeconds` by the data; what is no longer
 * found is over. A rule that could not be evaluated (`failing`) says nothing of its alerts; `ended`
 * names the rules that are watched no more.
 */
export function advanceAlerts(given: {
  now: Date;
  /** The latest moment evaluated before. */
  lastAt: Date | null;
  rules: readonly RuleTerms[];
  failing: ReadonlySet<string>;
  ended: ReadonlyMap<string, 'rule_off' | 'rule_removed'>;
  /** Those not resolved. */
  alerts: readonly EngineAlert[];
  /** By rule. */
  findings: ReadonlyMap<string, readonly Finding[]>;
  newId: () => string;
}): Advanced {
  const { now, rules, failing, ended } = given;
  const changes: AlertChange[] = [];
  const advanced: EngineAlert[] = [];
  const byRule = groupedBy(given.alerts, ({ ruleId }) => ruleId);
  const holding = clockWentBack(now, given.lastAt);

  const resolve = (alert: EngineAlert, resolvedAs: ResolvedAs) => {
    advanced.push({ ...alert, status: 'resolved', resolvedAt: now, resolvedAs });
    changes.push({ alertId: alert.id, kind: 'resolved', text: resolvedAs });
  };

  for (const rule of rules) {
    const open = byRule.get(rule.id) ?? [];
    byRule.delete(rule.id);
    if (failing.has(rule.id)) {
      advanced.push(...open);
      continue;
    }
    const standing = new Map(open.map((alert) => [alert.fingerprint, alert]));
    const found = new Map(
      (given.findings.get(rule.id) ?? []).map((finding) => [finding.fingerprint, finding]),
    );
    for (const { since, ...finding } of found.values()) {
      const before = standing.get(finding.fingerprint);
      const startedAt = earlier(before?.startedAt ?? since, now);
      const ripe = now.getTime() - startedAt.getTime() >= rule.forSeconds * 1000;
      const fresh = {
        id: before?.id ?? given.newId(),
        ruleId: rule.id,
        kind: rule.kind,
        ...finding,
        severity: rule.severity,
        startedAt,
        seenAt: now,
        acknowledged: before?.acknowledged ?? null,
        inhibitedById: before?.inhibitedById ?? null,
        silencedUntil: before?.silencedUntil ?? null,
        resolvedAt: null,
        resolvedAs: null,
      };
      const status = before?.status ?? 'pending';
      if (status === 'pending' && ripe) {
        advanced.push({ ...fresh, status: 'firing', firedAt: now });
        changes.push({ alertId: fresh.id, kind: 'fired', text: finding.summary });
      } else {
        advanced.push({ ...fresh, status, firedAt: before?.firedAt ?? null });
        if (before === undefined) {
          changes.push({ alertId: fresh.id, kind: 'pending', text: finding.summary });
        }
      }
    }
    for (const alert of open) {
      if (found.has(alert.fingerprint)) continue;
      if (holding) advanced.push(alert);
      else resolve(alert, changedSince(rule, given.lastAt) ? 'rule_changed' : 'gone');
    }
  }
  for (const [ruleId, alerts] of byRule) {
    const as = ended.get(ruleId);
    for (const alert of alerts) {
      if (as === undefined) advanced.push(alert);
      else resolve(alert, as);
    }
  }
  return { alerts: advanced, changes };
}
