import type { AlertRule } from '@/lib/alerts/rules/contract';
import { durationText } from '@/lib/alerts/rules/duration-text';
import type { KindName } from '@/lib/alerts/kinds/params';

type Params = AlertRule['params'];

const numberIn = (params: Params, name: string): number | null => {
  const value = params[name];
  return typeof value === 'number' ? value : null;
};
const textIn = (params: Params, name: string) => {
  const value = params[name];
  return typeof value === 'string' ? value : '';
};
const minutesIn = (params: Params, name: string) => {
  const minutes = numberIn(params, name);
  return minutes === null ? null : durationText(minutes * 60);
};
const countIn = (params: Params, name: string) =>
  (numberIn(params, name) ?? 0).toLocaleString('en');

const PHRASES: Record<KindName, (params: Params) => string> = {
  sla_breach: (params) =>
    numberIn(params, 'over_minutes') === 0
      ? 'past due'
      : `more than ${minutesIn(params, 'over_minutes')} past due`,
  at_risk: (params) => {
    const left = minutesIn(params, 'left_minutes');
    return left === null ? '80 % of the target gone' : `due within ${left}`;
  },
  missing_specimen: (params) => {
    const after = minutesIn(params, 'after_minutes');
    return after === null
      ? 'not received in the time of its location'
      : `not received ${after} after it was collected`;
  },
  critical_unhandled: (params) => `not handled for ${minutesIn(params, 'after_minutes')}`,
  error_rate: (params) =>
    `more than ${countIn(params, 'percent')} % of the attempts of ${textIn(params, 'by') === 'assay' ? 'an assay' : 'a device'} failed within ${minutesIn(params, 'window_minutes')}, of ${countIn(params, 'at_least')} at least`,
  rejection_rate: (params) =>
    `more than ${countIn(params, 'percent')} % of the specimens of ${textIn(params, 'by') === 'location' ? 'a location' : 'the lab'} rejected within ${minutesIn(params, 'window_minutes')}, of ${countIn(params, 'at_least')} at least`,
  throughput: (params) =>
    `less than ${countIn(params, 'below_percent')} % of what is usual by ${countIn(params, 'weeks')} weeks released within ${minutesIn(params, 'window_minutes')}, where ${countIn(params, 'at_least')} are usual`,
  device: (params) => {
    const { states } = params;
    return Array.isArray(states) ? states.join(' or ') : 'down or silent';
  },
  import_failed: (params) => {
    const percent = numberIn(params, 'rejected_percent');
    return percent === null
      ? 'failed'
      : `failed, or more than ${countIn(params, 'rejected_percent')} % of its rows rejected`;
  },
  quarantined_messages: (params) =>
    numberIn(params, 'at_least') === 1
      ? 'a message in quarantine'
      : `${countIn(params, 'at_least')} messages in quarantine`,
  data_quality: (params) =>
    textIn(params, 'at_least') === 'warn'
      ? 'the lab’s data failed or warned by a rule set'
      : 'the lab’s data failed by a rule set',
};

/** What a rule fires at, in a phrase: “more than 30 min past due, for 5 min”. */
export function conditionText({
  kind,
  params,
  for_seconds: forSeconds,
}: Pick<AlertRule, 'kind' | 'params' | 'for_seconds'>): string {
  const phrase = PHRASES[kind](params);
  return forSeconds === 0 ? phrase : `${phrase}, for ${durationText(forSeconds)}`;
}

const NAMED_AT_MOST = 3;

/** What a rule is narrowed to: “CBC, GLU · STAT”; null for everything. */
export function filtersText(filters: AlertRule['filters']): string | null {
  const { assays, departments, locations, priorities, devices } = filters;
  const parts = [assays, departments, locations, priorities, devices].flatMap((names) => {
    if (names === undefined || names.length === 0) return [];
    const shown = names.slice(0, NAMED_AT_MOST).join(', ');
    const more = names.length - NAMED_AT_MOST;
    return [more > 0 ? `${shown} +${more}` : shown];
  });
  return parts.length === 0 ? null : parts.join(' · ');
}

/** The waits of a rule, as people read them. */
export const WAIT_LABELS = {
  group_wait_seconds: 'First card after',
  group_interval_seconds: 'Changes at most every',
  repeat_seconds: 'Repeat every',
} as const;
