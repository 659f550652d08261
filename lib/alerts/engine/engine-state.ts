import type { Finding, Label, Severity } from '../finding';
import type { KindName } from '../kinds/params';

/** What the engine needs to know of a rule; an `EngineRule` of rules/read-rules has it all. */
export type RuleTerms = {
  id: string;
  kind: KindName;
  severity: Severity;
  forSeconds: number;
  groupBy: readonly Label[];
  groupWaitSeconds: number;
  groupIntervalSeconds: number;
  repeatSeconds: number;
  sendResolved: boolean;
  changedAt: Date;
  /** Those that may be used. */
  channelIds: readonly string[];
};

export type AlertStatus = 'pending' | 'firing' | 'acknowledged' | 'resolved';

/** Why an alert is over. */
export const RESOLVED_AS = ['gone', 'rule_changed', 'rule_off', 'rule_removed'] as const;
export type ResolvedAs = (typeof RESOLVED_AS)[number];

/** An alert as the engine knows it. */
export type EngineAlert = Omit<Finding, 'since'> & {
  id: string;
  ruleId: string;
  kind: KindName;
  status: AlertStatus;
  severity: Severity;
  /** When its condition came about, or was first seen. */
  startedAt: Date;
  firedAt: Date | null;
  seenAt: Date;
  acknowledged: { at: Date; by: string } | null;
  /** The alert of a device that absorbs it. */
  inhibitedById: string | null;
  /** Until when a silence holds it back. */
  silencedUntil: Date | null;
  resolvedAt: Date | null;
  resolvedAs: ResolvedAs | null;
};

/** What the engine remembers of a channel, a rule and labels between two evaluations. */
export type GroupMemory = {
  ruleId: string;
  channelId: string;
  key: string;
  openedAt: Date;
  notifiedAt: Date | null;
  /** How severe the rule was when it was last told; null where that is not known. */
  severity: Severity | null;
  /** Ids of alerts it was told of and not yet told are over. */
  firing: string[];
  /** Ids it was told are over, by the last notification. */
  resolved: string[];
};

/** Firing, or firing with somebody on it. */
export function fires({ status }: Pick<EngineAlert, 'status'>): boolean {
  return status === 'firing' || status === 'acknowledged';
}

/** Nobody is told of it at present, by a silence or by the alert of its device. */
export function muted(alert: Pick<EngineAlert, 'inhibitedById' | 'silencedUntil'>): boolean {
  return alert.inhibitedById !== null || alert.silencedUntil !== null;
}
