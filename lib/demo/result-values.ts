import type { Random } from './random';
import type { ScenarioAnalyte } from './scenario';

export type GeneratedResult = {
  analyte: string;
  value: string;
  unit: string | null;
  /** HL7 table 0078. */
  flags: string[];
  critical: boolean;
};

/** `136–145`, `< 5`, or null where there is none. */
export function referenceRange(analyte: Pick<ScenarioAnalyte, 'low' | 'high'>): string | null {
  const { low, high } = analyte;
  if (low !== null && high !== null) return `${low}–${high}`;
  if (high !== null) return `< ${high}`;
  return low === null ? null : `> ${low}`;
}

function flagOf(analyte: ScenarioAnalyte, value: number): string[] {
  const { low, high, criticalLow, criticalHigh } = analyte;
  if (criticalHigh !== null && value >= criticalHigh) return ['HH'];
  if (criticalLow !== null && value <= criticalLow) return ['LL'];
  if (high !== null && value > high) return ['H'];
  return low !== null && value < low ? ['L'] : ['N'];
}

/**
 * A value of the analyte. One specimen in twenty is from somebody very ill: its values spread
 * three times as far, which is where critical ones come from.
 */
export function resultValue(
  random: Random,
  analyte: ScenarioAnalyte,
  ill: boolean,
): GeneratedResult {
  const { code, unit, spread } = analyte;
  if (spread.kind === 'word') {
    const { word } = random.weighted(spread.words, (one) => one.weight);
    const critical = analyte.criticalCodes.includes(word.toUpperCase());
    const flags = critical ? ['AA'] : word === 'positive' ? ['A'] : ['N'];
    return { analyte: code, value: word, unit, flags, critical };
  }
  const number = random.logNormal(spread.median, spread.sigma * (ill ? 3 : 1));
  const value = number.toFixed(spread.decimals);
  const flags = flagOf(analyte, Number(value));
  const critical = flags.includes('HH') || flags.includes('LL');
  return { analyte: code, value, unit, flags, critical };
}
