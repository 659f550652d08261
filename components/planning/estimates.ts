import type {
  Difference,
  Estimate,
  Figures,
  GroupForecast,
  WholeForecast,
} from '@/lib/planning/forecast';
import { figureText, signedText } from './number-text';

/** What is compared. Shares are shown in per cent, and their differences in points. */
export const COMPARED = [
  { key: 'turnaround_p50', label: 'Turnaround P50', unit: 'min', better: 'less' },
  { key: 'turnaround_p90', label: 'Turnaround P90', unit: 'min', better: 'less' },
  { key: 'turnaround_p99', label: 'Turnaround P99', unit: 'min', better: 'less' },
  { key: 'breach_rate', label: 'Breaches', unit: '%', better: 'less' },
  { key: 'throughput_per_day', label: 'Released a day', unit: 'tests', better: 'more' },
  { key: 'waiting_mean', label: 'Waiting, mean', unit: 'min', better: 'less' },
  { key: 'waiting_p90', label: 'Waiting P90', unit: 'min', better: 'less' },
  { key: 'utilisation', label: 'Utilisation', unit: '%', better: null },
  { key: 'queue', label: 'Queue, mean', unit: 'tests', better: 'less' },
] as const satisfies readonly {
  key: keyof Difference;
  label: string;
  unit: string;
  better: 'less' | 'more' | null;
}[];
export type Compared = (typeof COMPARED)[number];
export type ComparedKey = Compared['key'];

const scaleOf = ({ unit }: Pick<Compared, 'unit'>) => (unit === '%' ? 100 : 1);

/** An estimate in the unit it is shown in. */
export function shownEstimate(of: Pick<Compared, 'unit'>, given: Estimate): Estimate {
  const scale = scaleOf(of);
  const scaled = (value: number | null) => (value === null ? null : value * scale);
  return { mean: given.mean * scale, low: scaled(given.low), high: scaled(given.high) };
}

/** Only what the paired interval has entirely on one side of zero is called a difference. */
export function differs({ low, high }: Estimate): boolean {
  return low !== null && high !== null && (low > 0 || high < 0);
}

/** Both ends of the interval are 0 as they are written. */
export function writtenAsZero({ mean, low, high }: Estimate): boolean {
  return [low ?? mean, high ?? mean].every((end) => figureText(end) === '0');
}

export type Verdict = 'better' | 'worse' | 'more' | 'less' | 'same';

/** Of a difference as it is shown: one that is written as 0 is none. */
export function verdictOf({ better }: Pick<Compared, 'better'>, difference: Estimate): Verdict {
  if (!differs(difference) || writtenAsZero(difference)) return 'same';
  const side = difference.mean > 0 ? 'more' : 'less';
  if (better === null) return side;
  return better === side ? 'better' : 'worse';
}

/** “14.8–15.6”, “−1.2 to 3.4”; nothing for what has no interval. */
export function intervalText({ low, high }: Estimate): string {
  if (low === null || high === null) return '';
  const [from, to] = [figureText(low), figureText(high)];
  return low < 0 ? `${from} to ${to}` : `${from}–${to}`;
}

/** A difference with its sign and interval: “−15.2 min (−18.1 to −12.3)”. */
export function differenceText({ unit }: Pick<Compared, 'unit'>, shown: Estimate): string {
  const interval =
    shown.low === null || shown.high === null
      ? ''
      : ` (${signedText(shown.low)} to ${signedText(shown.high)})`;
  return `${signedText(shown.mean)} ${unit === '%' ? 'points' : unit}${interval}`;
}

/** The figures of a forecast; null where it is unstable or has nothing to do. */
export function figuresOf(forecast: WholeForecast | GroupForecast | undefined): Figures | null {
  return forecast?.state === 'stable' ? forecast : null;
}
