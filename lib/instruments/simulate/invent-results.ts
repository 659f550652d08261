import type { Random } from '@/lib/demo/random';
import type { SaidResult } from './said';

/** An analyte as the interface tells it (GET /analytes); null is what it does not say. */
export type KnownAnalyte = {
  code: string;
  unit: string | null;
  low: number | null;
  high: number | null;
  criticalLow: number | null;
  criticalHigh: number | null;
};

/** Of the width of the reference range: so far one standard deviation lies from the middle. */
const SPREAD = 0.22;

const decimalsOf = (number: number) => Math.min((String(number).split('.')[1] ?? '').length, 4);

/** The range that values are spread over where only one limit, or none, is known. */
function rangeOf({ low, high }: KnownAnalyte): { low: number; high: number } {
  if (low !== null && high !== null) return { low, high };
  if (high !== null) return { low: high >= 0 ? 0 : high * 2, high };
  return low === null ? { low: 1, high: 10 } : { low, high: Math.max(low * 2, low + 1) };
}

function flagOf(analyte: KnownAnalyte, value: number): string {
  const { low, high, criticalLow, criticalHigh } = analyte;
  if (criticalHigh !== null && value >= criticalHigh) return 'HH';
  if (criticalLow !== null && value <= criticalLow) return 'LL';
  if (high !== null && value > high) return 'H';
  return low !== null && value < low ? 'L' : 'N';
}

/**
 * A value as it might be measured: about nineteen of twenty people within the reference range, the
 * very ill (`ill`) three times as far from its middle. Never below zero where the range is not.
 */
export function inventResult(
  random: Random,
  analyte: KnownAnalyte,
  at: Date,
  { ill = false, status = 'final' }: { ill?: boolean; status?: SaidResult['status'] } = {},
): SaidResult {
  const { low, high } = rangeOf(analyte);
  const spread = (high - low) * SPREAD * (ill ? 3 : 1);
  const decimals = Math.max(decimalsOf(low), decimalsOf(high), high - low < 20 ? 1 : 0);
  const drawn = (low + high) / 2 + random.normal() * spread;
  const value = low >= 0 ? Math.max(drawn, 0) : drawn;
  const written = value.toFixed(decimals);
  const range =
    analyte.low === null || analyte.high === null ? null : `${analyte.low}-${analyte.high}`;
  return {
    analyte: analyte.code,
    value: written,
    unit: analyte.unit,
    referenceRange: range,
    flags: [flagOf(analyte, Number(written))],
    status,
    at,
  };
}
