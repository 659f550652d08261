import { readValue, type ReadValue } from './read-value';

/** What counts as normal; a bound that is missing does not limit. */
export type ReferenceRange = {
  low: number | null;
  high: number | null;
  /** Whether a value equal to the bound is still normal. */
  includesLow: boolean;
  includesHigh: boolean;
};

const NUMBER = String.raw`[+\-−]?\d+(?:[.,]\d+)?`;
const BETWEEN = new RegExp(`^(${NUMBER})\\s*(?:-|–|—|\\.\\.|to)\\s*(${NUMBER})$`, 'i');

const numberOf = (text: string) => Number(text.replace(',', '.').replace('−', '-'));

/** Reads "3.5-5.1", "-2 – 3", "<5", ">= 10"; null for what is no range, such as "negative". */
export function readRange(text: string): ReferenceRange | null {
  const [, from, to] = BETWEEN.exec(text.trim()) ?? [];
  if (from !== undefined && to !== undefined) {
    const [low, high] = [numberOf(from), numberOf(to)];
    return low <= high ? { low, high, includesLow: true, includesHigh: true } : null;
  }
  const { numericValue, comparator } = readValue(text);
  if (numericValue === null || comparator === null) return null;
  const included = comparator.length === 2;
  return comparator.startsWith('<')
    ? { low: null, high: numericValue, includesLow: true, includesHigh: included }
    : { low: numericValue, high: null, includesLow: included, includesHigh: true };
}

/** An analyte's own limits as they are printed: "136–145", "≤ 5", "≥ 10", null without any. */
export function rangeText(low: number | null, high: number | null): string | null {
  if (low !== null && high !== null) return `${low}–${high}`;
  if (high !== null) return `≤ ${high}`;
  return low === null ? null : `≥ ${low}`;
}

/**
 * HL7 table 0078: N within the range, L below, H above. Null where nobody can tell: no number, or a
 * bound such as <5 that leaves it open.
 */
export function flagInRange(value: ReadValue, range: ReferenceRange): 'N' | 'L' | 'H' | null {
  const { numericValue: number, comparator } = value;
  const { low, high, includesLow, includesHigh } = range;
  if (number === null || (low === null && high === null)) return null;
  const below = low !== null && (includesLow ? number < low : number <= low);
  const above = high !== null && (includesHigh ? number > high : number >= high);
  if (comparator === null) return below ? 'L' : above ? 'H' : 'N';
  if (comparator.startsWith('<')) {
    // All of it lies under the bound.
    if (low !== null) return below || (comparator === '<' && number === low) ? 'L' : null;
    return above && !(comparator === '<' && number === high) ? null : 'N';
  }
  if (high !== null) return above || (comparator === '>' && number === high) ? 'H' : null;
  return below && !(comparator === '>' && number === low) ? null : 'N';
}
