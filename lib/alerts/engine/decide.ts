import { isWorse, SEVERITIES, type Severity } from '../finding';
import { type EngineAlert, fires, type GroupMemory, muted, type RuleTerms } from './engine-state';
import { groupAlerts, groupKey } from './group-alerts';
import { groupedBy } from './grouped-by';
import { type Silent, verdict } from './verdict';

/** One thing to be told to one channel. */
export type Decision = {
  ruleId: string;
  channelId: string;
  key: string;
  reason: 'first' | 'changed' | 'repeat' | 'resolved';
  /** What fires and is not held back. */
  firing: EngineAlert[];
  /** What the channel was told of and is over since. */
  resolved: EngineAlert[];
  /** Ids of those it is told of for the first time, or as more severe than before. */
  fresh: string[];
};

/** Why a group that has something was not told. */
export type Held = { ruleId: string; channelId: string; key: string; because: Silent };

export type Decided = {
  decisions: Decision[];
  held: Held[];
  /** What is to be remembered from now on, and what to be forgotten. */
  memories: GroupMemory[];
  forgotten: GroupMemory[];
};

type Given = {
  now: Date;
  rules: readonly RuleTerms[];
  /** Those not over, and those over that a group remembers as told. */
  alerts: readonly EngineAlert[];
  memories: readonly GroupMemory[];
  /** Whether a channel may be used now, by its hours. */
  isOpen: (channelId: string) => boolean;
};

const earlier = (a: Date, b: Date) => (a < b ? a : b);
const mildest = (severities: readonly Severity[]): Severity | null =>
  SEVERITIES.findLast((severity) => severities.includes(severity)) ?? null;

/**
 * Alerts that ask to be told again while they last: those that nobody acknowledged; a critical result
 * until it is handled; a device behind which alerts of tests stand that nobody acknowledged or
 * silenced.
 */
function insistingIds(alerts: readonly EngineAlert[]): Set<string> {
  const ids = new Set<string>();
  for (const alert of alerts) {
    if (alert.status === 'firing' || (alert.kind === 'critical_unhandled' && fires(alert))) {
      ids.add(alert.id);
    }
    const { inhibitedById: device, silencedUntil } = alert;
    if (alert.status === 'firing' && device !== null && silencedUntil === null) ids.add(device);
  }
  return ids;
}

/**
 * Decides for every rule, channel and group whether to tell, by what was told before. What a channel
 * was told of counts as told wherever it is grouped now, so that a change of the rule or of a label
 * tells nothing twice; so does what went and came back before anybody was told that it had gone, unless
 * somebody had acknowledged it. Where the rule is more severe by now, what insists is told anew.
 */
export function decide(given: Given): Decided {
  const decided: Decided = { decisions: [], held: [], memories: [], forgotten: [] };
  const byRule = groupedBy(given.alerts, ({ ruleId }) => ruleId);
  const remembered = groupedBy(given.memories, ({ ruleId, channelId }) => `${ruleId} ${channelId}`);
  const insisting = insistingIds(given.alerts);
  for (const rule of given.rules) {
    for (const channelId of rule.channelIds) {
      decideOne(
        given,
        rule,
        channelId,
        byRule.get(rule.id) ?? [],
        remembered.get(`${rule.id} ${channelId}`) ?? [],
        insisting,
        decided,
      );
    }
  }
  return decided;
}

function decideOne(
  { now, isOpen }: Given,
  rule: RuleTerms,
  channelId: string,
  alerts: readonly EngineAlert[],
  memories: readonly GroupMemory[],
  insisting: ReadonlySet<string>,
  decided: Decided,
): void {
  const firing = alerts.filter(fires);
  const groups = groupAlerts(rule.groupBy, firing);
  const byId = new Map(alerts.map((alert) => [alert.id, alert]));
  const standing = new Map(firing.map((alert) => [alert.fingerprint, alert]));
  const memoryOf = new Map(memories.map((memory) => [memory.key, memory]));

  // What the channel was told of: where it is now, or in which group it ended.
  const toldIn = new Map<string, GroupMemory>();
  const goneOf = new Map<string, EngineAlert[]>();
  for (const memory of memories) {
    for (const id of memory.firing) {
      const alert = byId.get(id);
      if (alert === undefined) continue;
      // Whoever took on what has ended has not taken on what came back.
      const back = alert.acknowledged === null ? standing.get(alert.fingerprint) : undefined;
      const present = fires(alert) ? alert : back;
      if (present !== undefined) toldIn.set(present.id, memory);
      else if (alert.resolvedAs === 'gone' && !muted(alert)) {
        const key = groupKey(rule.groupBy, alert.labels);
        const home = groups.has(key) ? key : memory.key;
        const there = goneOf.get(home);
        if (there) there.push(alert);
        else goneOf.set(home, [alert]);
      }
    }
  }

  const kept = new Set<string>();
  const remember = (memory: GroupMemory) => {
    kept.add(memory.key);
    decided.memories.push(memory);
  };
  for (const key of new Set([...groups.keys(), ...goneOf.keys()])) {
    const members = groups.get(key) ?? [];
    const gone = goneOf.get(key) ?? [];
    const told = members.filter(({ id }) => toldIn.has(id));
    const active = members.filter((alert) => !muted(alert));
    const toldAs = ({ id }: EngineAlert) => toldIn.get(id)?.severity ?? rule.severity;
    const raised = new Set(told.filter((alert) => isWorse(rule.severity, toldAs(alert))));
    const fresh = active.filter(
      (alert) => insisting.has(alert.id) && (!toldIn.has(alert.id) || raised.has(alert)),
    );
    if (active.length === 0 && told.length === 0 && gone.length === 0) continue;

    const memory = memoryOf.get(key);
    const from = memory ? [memory] : [];
    const sources = [...from, ...told.flatMap(({ id }) => toldIn.get(id) ?? [])];
    const notified = sources.flatMap(({ notifiedAt }) => notifiedAt?.getTime() ?? []);
    // A clock that went back must not keep anything waiting for long, nor tell anything early.
    const openedAt = earlier(memory?.openedAt ?? now, now);
    const notifiedAt = notified.length === 0 ? null : earlier(new Date(Math.max(...notified)), now);

    const result = verdict(
      now,
      rule,
      {
        openedAt,
        notifiedAt,
        fresh: fresh.length,
        raised: fresh.filter((alert) => raised.has(alert)).length,
        insisting: active.filter(({ id }) => insisting.has(id)).length,
        active: active.length,
        told: told.length,
        gone: gone.length,
      },
      isOpen(channelId),
    );
    const group = { ruleId: rule.id, channelId, key };
    if (result.tell === null) {
      if (result.because !== 'nothing') decided.held.push({ ...group, because: result.because });
      const over = told.length === 0 && active.length === 0 && result.because === 'nothing';
      if (over) continue;
      remember({
        ...group,
        openedAt,
        notifiedAt,
        severity: mildest(told.map(toldAs)) ?? memory?.severity ?? null,
        firing: [...told, ...gone].map(({ id }) => id),
        resolved: memory?.resolved ?? [],
      });
      continue;
    }
    decided.decisions.push({
      ...group,
      reason: result.tell,
      firing: active,
      resolved: gone,
      fresh: fresh.map(({ id }) => id),
    });
    if (result.tell === 'resolved') continue;
    // What is held back is not on this card: it was told as less severe, and is to be told of later.
    const stillTold = told.filter((alert) => !raised.has(alert));
    remember({
      ...group,
      openedAt,
      notifiedAt: now,
      severity: rule.severity,
      firing: [...new Set([...stillTold, ...active].map(({ id }) => id))],
      resolved: gone.map(({ id }) => id),
    });
  }
  decided.forgotten.push(...memories.filter(({ key }) => !kept.has(key)));
}
