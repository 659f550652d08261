import type { ResultStatus } from '@/lib/results/contract';
import type { TestResults } from '@/lib/results/read-result-works';
import type { ReadyResult } from './apply-resulted';

type Kept = {
  value: string;
  status: ResultStatus;
  deviceId: string | null;
  observedAt: Date | null;
};

const isFinal = (status: ResultStatus) => status === 'final' || status === 'corrected';

/** A final value that took another's place is kept as corrected, whatever it came as. */
const sameStatus = (one: ResultStatus, other: ResultStatus) =>
  one === other || (isFinal(one) && isFinal(other));

function everOf({ work, replaced }: TestResults, analyteId: string): Kept[] {
  return [...work.ever, ...replaced].filter((kept) => kept.analyteId === analyteId);
}

/** Whether the device gave the very same before: value, status and time, in force or replaced since. */
export function isKnownResult(results: TestResults, { rule, given }: ReadyResult): boolean {
  const at = given.observed_at?.getTime();
  return everOf(results, rule.id).some(
    (kept) =>
      kept.value === given.value &&
      kept.deviceId === given.deviceId &&
      kept.observedAt?.getTime() === at &&
      sameStatus(kept.status, given.status ?? 'final'),
  );
}

/**
 * Whether a value was found before the final one that a device gave since: one that comes late, or
 * is replayed, does not take its place unless it says that it corrects it.
 */
export function isOlderNews({ work }: TestResults, { rule, given }: ReadyResult): boolean {
  const inForce = work.inForce.get(rule.id);
  if (!inForce?.observedAt || inForce.deviceId === null || !isFinal(inForce.status)) return false;
  if (given.status === 'corrected' || given.status === 'cancelled') return false;
  return given.observed_at !== undefined && given.observed_at < inForce.observedAt;
}
