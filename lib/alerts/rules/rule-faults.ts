import type { FieldError } from '@/lib/platform/errors';
import { FILTER_NAMES, KIND_FACTS } from '../kinds/kind-facts';
import type { KindName } from '../kinds/params';
import type { RuleFilters } from './contract';

/** What of a rule does not go together, where each field by itself is right. */
export function ruleFaults(rule: {
  kind: KindName;
  filters: RuleFilters;
  group_interval_seconds: number;
  repeat_seconds: number;
}): FieldError[] {
  const { label, filters } = KIND_FACTS[rule.kind];
  const faults = FILTER_NAMES.filter(
    (name) => (rule.filters[name] ?? []).length > 0 && !filters.includes(name),
  ).map((name) => ({
    field: `filters.${name}`,
    message:
      filters.length === 0
        ? `a rule of kind “${label}” cannot be narrowed; leave it out`
        : `a rule of kind “${label}” can be narrowed by ${filters.join(', ')} only; leave it out`,
  }));
  if (rule.repeat_seconds < rule.group_interval_seconds) {
    faults.push({ field: 'repeat_seconds', message: 'must be at least group_interval_seconds' });
  }
  return faults;
}
