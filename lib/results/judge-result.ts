import { hasCode, readValue, type ReadValue } from './read-value';
import { flagInRange, rangeText, readRange } from './reference-range';
import { sameUnit } from './same-unit';

/** What of an analyte a value is judged by. */
export type AnalyteRule = {
  unit: string | null;
  referenceLow: number | null;
  referenceHigh: number | null;
  criticalLow: number | null;
  criticalHigh: number | null;
  criticalCodes: readonly string[];
};

export type CriticalBasis = 'given' | 'flag' | 'code' | 'limit' | 'other_unit';

export type GivenResult = {
  value: string;
  /** The analyte's where missing. */
  unit?: string | null;
  referenceRange?: string | null;
  flags?: readonly string[];
  critical?: boolean;
};

export type Judgement = ReadValue & {
  unit: string | null;
  referenceRange: string | null;
  flags: string[];
  critical: boolean;
  /** Why it is critical; `other_unit` where it could not be compared with the limits. */
  basis: CriticalBasis | null;
};

/** HL7 table 0078: critically high, critically low, critically abnormal. */
const CRITICAL_FLAGS = new Set(['HH', 'LL', 'AA']);

/**
 * At or beyond a critical limit; a bound such as >200 counts as the number it names. LL and HH say
 * which. Null for what is no number.
 */
function beyondLimit(read: ReadValue, rule: AnalyteRule): 'LL' | 'HH' | null {
  const { numericValue: number } = read;
  if (number === null) return null;
  if (rule.criticalLow !== null && number <= rule.criticalLow) return 'LL';
  return rule.criticalHigh !== null && number >= rule.criticalHigh ? 'HH' : null;
}

/**
 * Whether a result is critical, and by what: because whoever gave it says so, by its flag, by one of
 * the analyte's critical codes, by the analyte's limits in the same unit. A missing unit is taken as
 * the analyte's; a value in another unit is not judged, and says so. `critical: false` takes back
 * none of it.
 */
export function judgeCritical(
  given: Pick<GivenResult, 'value' | 'unit' | 'flags' | 'critical'>,
  rule: AnalyteRule,
  read: ReadValue = readValue(given.value, rule.criticalCodes),
): { critical: boolean; basis: CriticalBasis | null } {
  if (given.critical === true) return { critical: true, basis: 'given' };
  if (given.flags?.some((flag) => CRITICAL_FLAGS.has(flag))) {
    return { critical: true, basis: 'flag' };
  }
  if (hasCode(rule.criticalCodes, given.value)) return { critical: true, basis: 'code' };
  const unlimited = rule.criticalLow === null && rule.criticalHigh === null;
  if (unlimited || read.numericValue === null) return { critical: false, basis: null };
  if (!inUnitOf(rule, given.unit)) return { critical: false, basis: 'other_unit' };
  const beyond = beyondLimit(read, rule) !== null;
  return { critical: beyond, basis: beyond ? 'limit' : null };
}

function inUnitOf(rule: AnalyteRule, unit: string | null | undefined): boolean {
  return unit === null || unit === undefined || rule.unit === null || sameUnit(unit, rule.unit);
}

/**
 * Whether the analyte's own limits call a value normal, whatever flag or range came with it. True
 * for an analyte without limits; false for what cannot be compared with them: text, another unit, a
 * bound such as <5 that leaves it open.
 */
export function isNormalByLimits(
  given: Pick<GivenResult, 'value' | 'unit'>,
  rule: AnalyteRule,
): boolean {
  const { referenceLow: low, referenceHigh: high, criticalLow, criticalHigh } = rule;
  const ranged = low !== null || high !== null;
  if (!ranged && criticalLow === null && criticalHigh === null) return true;
  const read = readValue(given.value, rule.criticalCodes);
  if (read.numericValue === null || !inUnitOf(rule, given.unit)) return false;
  if (beyondLimit(read, rule) !== null) return false;
  const range = { low, high, includesLow: true, includesHigh: true };
  return !ranged || flagInRange(read, range) === 'N';
}

/** The flags a value gets by itself: LL, HH and AA by what is critical, else N, L, H by the range. */
function ownFlags(
  given: GivenResult,
  rule: AnalyteRule,
  read: ReadValue,
  sameUnitAsRule: boolean,
): string[] {
  if (hasCode(rule.criticalCodes, given.value)) return ['AA'];
  const beyond = sameUnitAsRule ? beyondLimit(read, rule) : null;
  if (beyond !== null) return [beyond];
  const stated = given.referenceRange ? readRange(given.referenceRange) : null;
  const { referenceLow: low, referenceHigh: high } = rule;
  const own = sameUnitAsRule ? { low, high, includesLow: true, includesHigh: true } : null;
  const range = given.referenceRange ? stated : own;
  const flag = range && flagInRange(read, range);
  return flag === null ? [] : [flag];
}

/**
 * A result as it is kept: its number, its unit and range (the analyte's where none is given, the
 * range only in the same unit), its flags (those given, else computed), and whether it is critical.
 */
export function judgeResult(given: GivenResult, rule: AnalyteRule): Judgement {
  const read = readValue(given.value, rule.criticalCodes);
  const sameUnitAsRule = inUnitOf(rule, given.unit);
  const ownRange = sameUnitAsRule ? rangeText(rule.referenceLow, rule.referenceHigh) : null;
  return {
    ...read,
    unit: given.unit ?? rule.unit,
    referenceRange: given.referenceRange ?? ownRange,
    flags:
      given.flags && given.flags.length > 0
        ? [...given.flags]
        : ownFlags(given, rule, read, sameUnitAsRule),
    ...judgeCritical(given, rule, read),
  };
}

const BASES: readonly string[] = ['given', 'flag', 'code', 'limit', 'other_unit'];

/** Whether stored text is one of the bases; the database holds no other. */
export function isCriticalBasis(text: string | null): text is CriticalBasis {
  return text !== null && BASES.includes(text);
}
