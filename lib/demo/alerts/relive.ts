import { carryOver } from '@/lib/alerts/engine/carry-over';
import type { EngineAlert, GroupMemory } from '@/lib/alerts/engine/engine-state';
import type { StandingSilence } from '@/lib/alerts/engine/match-silences';
import { stepEngine, type Step } from '@/lib/alerts/engine/step-engine';
import type { Finding, Spell } from '@/lib/alerts/finding';
import { nextLooks } from '@/lib/alerts/history/simulate-rule';
import type { EngineRule } from '@/lib/alerts/rules/read-rules';
import { newId } from '@/lib/platform/ids';
import type { Random } from '../random';
import { takenOn, type TakenOn } from './taken-on';

const MINUTE = 60_000;
/** The engine looks so often. */
const TICK_MS = 30_000;

type Past = {
  rules: readonly EngineRule[];
  /** What each rule would have found in the period, by its id. */
  spells: ReadonlyMap<string, readonly Spell[]>;
  silences: readonly StandingSilence[];
  period: { from: Date; to: Date };
  /** The fingerprint of what stands at the end and is taken on before it. */
  surely: string | null;
  random: Random;
};

export type Moment = { at: Date; step: Step };
export type Relived = {
  /** Every alert there was, as it was last. */
  alerts: EngineAlert[];
  memories: GroupMemory[];
  moments: Moment[];
  acknowledged: (TakenOn & { alertId: string })[];
};

/** The limit and the unit that a rule’s finding has; minutes count from when it came about. */
function limitOf(rule: EngineRule, value: number | null, lasted: number) {
  switch (rule.kind) {
    case 'sla_breach':
    case 'missing_specimen':
    case 'critical_unhandled':
      return {
        unit: 'minutes' as const,
        threshold: value === null ? null : Math.round(value - lasted / MINUTE),
      };
    case 'device':
      return { unit: 'minutes' as const, threshold: null };
    case 'error_rate':
    case 'rejection_rate':
      return { unit: 'percent' as const, threshold: rule.params.percent };
    case 'quarantined_messages':
      return { unit: 'count' as const, threshold: rule.params.at_least };
    case 'at_risk':
      return { unit: value === null ? null : ('percent' as const), threshold: null };
    default:
      return { unit: null, threshold: null };
  }
}

function findingOf(rule: EngineRule, { from, to: _, told, ...spell }: Spell, now: Date): Finding {
  const said = { ...spell, ...told?.(now), since: from };
  return { ...said, ...limitOf(rule, said.value, now.getTime() - from.getTime()) };
}

/**
 * What the engine would have done over a period that has passed, with somebody who takes alerts on:
 * it looks at every change, on the half minute, and decides as it always does.
 */
export function relive({ rules, spells, silences, period, surely, random }: Past): Relived {
  const [first, last] = [period.from.getTime(), period.to.getTime()];
  /** The look at which it is noticed. */
  const tick = (ms: number) => last - Math.floor((last - ms) / TICK_MS) * TICK_MS;
  const inside = (ms: number) => ms >= first && ms <= last;
  const all = rules.flatMap((rule) =>
    (spells.get(rule.id) ?? []).map((spell) => ({ rule, spell })),
  );
  const lasting = new Set(all.flatMap(({ spell }) => (spell.to ? [] : [spell.fingerprint])));
  const changes = [
    ...all.flatMap(({ rule: { forSeconds }, spell: { from, to } }) => [
      from.getTime(),
      from.getTime() + forSeconds * 1000,
      ...(to ? [to.getTime()] : []),
    ]),
    ...silences.flatMap(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()]),
  ];
  const due = new Set([first, last, ...changes.map(tick).filter(inside)]);
  const relived: Relived = { alerts: [], memories: [], moments: [], acknowledged: [] };
  const known = new Map<string, EngineAlert>();
  const plans = new Map<string, TakenOn>();
  let carried: { alerts: EngineAlert[]; memories: GroupMemory[] } = { alerts: [], memories: [] };
  let lastAt: Date | null = null;

  while (due.size > 0) {
    const at = Math.min(...due);
    due.delete(at);
    const now = new Date(at);
    carried.alerts = carried.alerts.map((alert) => {
      const plan = plans.get(alert.id);
      if (alert.status !== 'firing' || !plan || plan.at > now) return alert;
      plans.delete(alert.id);
      relived.acknowledged.push({ ...plan, alertId: alert.id });
      // Who it was is filled in by whoever writes it.
      return { ...alert, status: 'acknowledged', acknowledged: { at: plan.at, by: '' } };
    });
    const findings = new Map(
      rules.map((rule) => [
        rule.id,
        (spells.get(rule.id) ?? [])
          .filter(({ from, to }) => from <= now && (to === null || to > now))
          .map((spell) => findingOf(rule, spell, now)),
      ]),
    );
    const step = stepEngine({
      now,
      lastAt,
      rules,
      failing: new Set(),
      ended: new Map(),
      silences,
      ...carried,
      findings,
      isOpen: () => true,
      newId,
    });
    for (const alert of step.alerts) {
      known.set(alert.id, alert);
      if (alert.firedAt?.getTime() !== at) continue;
      const stays = lasting.has(alert.fingerprint) ? 'stays' : 'passes';
      const plan = takenOn(random, alert, alert.fingerprint === surely ? 'surely' : stays);
      if (!plan) continue;
      plans.set(alert.id, plan);
      const noticed = tick(plan.at.getTime());
      if (inside(noticed)) due.add(noticed);
    }
    carried = carryOver(carried, step);
    lastAt = now;
    relived.moments.push({ at: now, step });
    for (const ms of nextLooks(now, rules, step).map(tick)) {
      if (ms > at && inside(ms)) due.add(ms);
    }
  }
  return { ...relived, alerts: [...known.values()], memories: carried.memories };
}
