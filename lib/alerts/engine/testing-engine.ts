import type { Finding, Severity } from '../finding';
import type { KindName } from '../kinds/params';
import { carryOver } from './carry-over';
import { latestAt } from './engine-clock';
import type { AlertStatus, EngineAlert, GroupMemory, RuleTerms } from './engine-state';
import type { StandingSilence } from './match-silences';
import { type Step, stepEngine } from './step-engine';

export const START = new Date('2026-03-02T08:00:00Z');

/** A finding of a test, or of a device. */
export function finding(fingerprint: string, given: Partial<Finding> = {}): Finding {
  return {
    fingerprint,
    subject: { kind: 'test', id: fingerprint },
    labels: { specimen: fingerprint },
    summary: `${fingerprint} is late`,
    value: 1,
    threshold: 0,
    unit: 'minutes',
    dueAt: null,
    priority: null,
    deviceId: null,
    since: START,
    ...given,
  };
}

export function deviceDown(deviceId: string, given: Partial<Finding> = {}): Finding {
  const subject = { kind: 'device' as const, id: deviceId };
  return finding(deviceId, { subject, deviceId, labels: { device: deviceId }, ...given });
}

export function ruleTerms(id: string, given: Partial<RuleTerms> = {}): RuleTerms {
  return {
    id,
    kind: 'sla_breach' as KindName,
    severity: 'warning' as Severity,
    forSeconds: 0,
    groupBy: [],
    groupWaitSeconds: 30,
    groupIntervalSeconds: 300,
    repeatSeconds: 3600,
    sendResolved: true,
    changedAt: new Date(0),
    channelIds: ['teams'],
    ...given,
  };
}

/** The engine with a memory in place of the database, and a clock that tests set. */
export class Bench {
  now = START;
  lastAt: Date | null = null;
  rules: RuleTerms[];
  failing = new Set<string>();
  ended = new Map<string, 'rule_off' | 'rule_removed'>();
  findings = new Map<string, Finding[]>();
  silences: StandingSilence[] = [];
  closed = new Set<string>();
  alerts: EngineAlert[] = [];
  memories: GroupMemory[] = [];
  private made = 0;

  constructor(...rules: RuleTerms[]) {
    this.rules = rules;
  }

  found(ruleId: string, ...findings: Finding[]): this {
    this.findings.set(ruleId, findings);
    return this;
  }

  /** Evaluates after so many seconds. */
  after(seconds: number): Step {
    this.now = new Date(this.now.getTime() + seconds * 1000);
    const step = stepEngine({
      ...this,
      isOpen: (channelId) => !this.closed.has(channelId),
      newId: () => `alert-${(this.made += 1)}`,
    });
    const ended = step.alerts.filter(({ status }) => status === 'resolved');
    const { alerts, memories } = carryOver(this, step);
    const carried = new Set(alerts.map(({ id }) => id));
    this.alerts = [...alerts, ...ended.filter(({ id }) => !carried.has(id))];
    this.memories = memories;
    this.lastAt = latestAt(this.now, this.lastAt);
    return step;
  }

  /** What is told after so many seconds, as `channel reason fired/over`. */
  told(seconds: number): string[] {
    return this.after(seconds).decisions.map(
      ({ channelId, reason, firing, resolved }) =>
        `${channelId} ${reason} ${firing.length}/${resolved.length}`,
    );
  }

  /** What is told in so many evaluations, one every 30 seconds. */
  toldIn(ticks: number): string[] {
    return Array.from({ length: ticks }, () => this.told(30)).flat();
  }

  acknowledge(fingerprint: string): void {
    this.alerts = this.alerts.map((alert) =>
      alert.fingerprint === fingerprint && alert.status === 'firing'
        ? {
            ...alert,
            status: 'acknowledged' as AlertStatus,
            acknowledged: { at: this.now, by: 'Test supervisor' },
          }
        : alert,
    );
  }

  statusOf(fingerprint: string): AlertStatus | undefined {
    return this.alerts.find((alert) => alert.fingerprint === fingerprint)?.status;
  }
}
