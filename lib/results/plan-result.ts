import type { NewResult, ResultStatus } from './contract';
import {
  judgeCritical,
  judgeResult,
  type AnalyteRule,
  type CriticalBasis,
  type Judgement,
} from './judge-result';
import { readValue } from './read-value';
import { sameUnit } from './same-unit';

/** The result of an analyte that stands before another is given. */
export type InForce = {
  value: string;
  unit: string | null;
  referenceRange: string | null;
  flags: readonly string[];
  critical: boolean;
  criticalBasis: CriticalBasis | null;
  criticalId: string | null;
  status: ResultStatus;
  deviceId: string | null;
  observedAt: Date | null;
  comment: string | null;
};

export type GivenNow = Pick<
  NewResult,
  'value' | 'unit' | 'reference_range' | 'flags' | 'critical' | 'status' | 'observed_at' | 'comment'
> & { deviceId?: string | null };

export type PlannedResult = Pick<
  Judgement,
  'numericValue' | 'unit' | 'referenceRange' | 'flags' | 'critical'
> & {
  value: string;
  criticalBasis: CriticalBasis | null;
  status: ResultStatus;
  deviceId: string | null;
  observedAt: Date | null;
  comment: string | null;
};

/** What a critical that was open for the old value has to do with the new one. */
export type CriticalStep =
  /** The same value is called once: the new row goes on with the old one's critical. */
  { kind: 'carry'; criticalId: string | null } | { kind: 'open' } | { kind: 'none' };

export type ResultPlan =
  | { kind: 'unchanged' }
  /** A final value cannot become preliminary again. */
  | { kind: 'refused' }
  | { kind: 'write'; result: PlannedResult; critical: CriticalStep; withdraws: string | null };

const IN_FORCE_FOR_GOOD = new Set<ResultStatus>(['final', 'corrected']);

function sameValueAs(old: InForce, given: GivenNow, rule: AnalyteRule): boolean {
  if (old.value !== given.value) return false;
  const [before, now] = [old.unit ?? rule.unit, given.unit ?? rule.unit];
  return before === null || now === null ? before === now : sameUnit(before, now);
}

/** Whoever sends a final value after another one corrects it, and says so or not. */
function statusOf(given: GivenNow, old: InForce | null, sameValue: boolean): ResultStatus {
  if (given.status && given.status !== 'final') return given.status;
  if (old === null || old.status === 'preliminary') return 'final';
  return sameValue && old.status !== 'cancelled' ? old.status : 'corrected';
}

const sameFlags = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((flag) => other.includes(flag));

/** The same value again: what is not given anew stays as it was, and so does being critical. */
function repeated(old: InForce, given: GivenNow, rule: AnalyteRule): Omit<PlannedResult, 'status'> {
  const judged = judgeCritical(given, rule);
  const flags = given.flags && given.flags.length > 0 ? given.flags : old.flags;
  const kept = { critical: true, criticalBasis: old.criticalBasis };
  return {
    value: old.value,
    numericValue: readValue(old.value, rule.criticalCodes).numericValue,
    unit: old.unit,
    referenceRange: given.reference_range ?? old.referenceRange,
    flags: [...flags],
    ...(old.critical ? kept : { critical: judged.critical, criticalBasis: judged.basis }),
    deviceId: given.deviceId ?? old.deviceId,
    observedAt: given.observed_at ?? old.observedAt,
    comment: given.comment ?? old.comment,
  };
}

function newValue(given: GivenNow, rule: AnalyteRule): Omit<PlannedResult, 'status'> {
  const { value, unit, reference_range: referenceRange, flags, critical } = given;
  const judged = judgeResult({ value, unit, referenceRange, flags, critical }, rule);
  return {
    value,
    numericValue: judged.numericValue,
    unit: judged.unit,
    referenceRange: judged.referenceRange,
    flags: judged.flags,
    critical: judged.critical,
    criticalBasis: judged.basis,
    deviceId: given.deviceId ?? null,
    observedAt: given.observed_at ?? null,
    comment: given.comment ?? null,
  };
}

function isAsBefore(old: InForce, now: PlannedResult): boolean {
  return (
    old.status === now.status &&
    old.referenceRange === now.referenceRange &&
    sameFlags(old.flags, now.flags) &&
    old.critical === now.critical &&
    old.deviceId === now.deviceId &&
    old.observedAt?.getTime() === now.observedAt?.getTime() &&
    old.comment === now.comment
  );
}

/**
 * What a value given for an analyte does to the one in force: nothing where it is the same again;
 * else it takes its place, corrected where another final value stood. The same value goes on with
 * the critical that was open for it; another value withdraws that one and may open its own. A
 * cancelled result is critical no more.
 */
export function planResult(given: GivenNow, rule: AnalyteRule, old: InForce | null): ResultPlan {
  if (given.status === 'preliminary' && old && IN_FORCE_FOR_GOOD.has(old.status)) {
    return { kind: 'refused' };
  }
  const sameValue = old !== null && sameValueAs(old, given, rule);
  const status = statusOf(given, old, sameValue);
  const judged = sameValue ? repeated(old, given, rule) : newValue(given, rule);
  const void_ = status === 'cancelled' ? { critical: false, criticalBasis: null } : {};
  const result: PlannedResult = { ...judged, ...void_, status };
  if (old && sameValue && isAsBefore(old, result)) return { kind: 'unchanged' };
  const carries = sameValue && old.critical && result.critical;
  const critical: CriticalStep = carries
    ? { kind: 'carry', criticalId: old.criticalId }
    : { kind: result.critical ? 'open' : 'none' };
  return { kind: 'write', result, critical, withdraws: carries ? null : (old?.criticalId ?? null) };
}
