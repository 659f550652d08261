import type { FieldError } from '@/lib/platform/errors';

export type Limits = {
  critical_low: number | null;
  reference_low: number | null;
  reference_high: number | null;
  critical_high: number | null;
};

const ORDER = [
  ['critical_low', 'the lower critical limit'],
  ['reference_low', 'the lower reference limit'],
  ['reference_high', 'the upper reference limit'],
  ['critical_high', 'the upper critical limit'],
] as const;

/**
 * Limits out of order: critical low ≤ reference low ≤ reference high ≤ critical high, absent ones
 * skipped. Each fault stands at the field that is lower than one before it.
 */
export function limitFaults(limits: Limits): FieldError[] {
  const faults: FieldError[] = [];
  let before: { name: string; value: number } | undefined;
  for (const [field, name] of ORDER) {
    const value = limits[field];
    if (value === null) continue;
    if (before && value < before.value) {
      faults.push({ field, message: `must not be below ${before.name} (${before.value})` });
    } else {
      before = { name, value };
    }
  }
  return faults;
}
