import { allOf, lineOf, numberOf, textOf } from '@/components/labs/form-values';
import type { ReadForm } from '@/components/labs/rule-sheet';
import type { FieldError } from '@/components/ui/form-errors';
import { FILTER_NAMES } from '@/lib/alerts/kinds/kind-facts';
import type { KindName } from '@/lib/alerts/kinds/params';
import { parseDuration } from '@/lib/alerts/rules/duration-text';
import { PARAM_FIELDS, paramName, type ParamField } from './param-fields';

const WAITS = [
  'for_seconds',
  'group_wait_seconds',
  'group_interval_seconds',
  'repeat_seconds',
] as const;
type Wait = (typeof WAITS)[number];

type Value = number | string | string[] | null;

/** A rule as the form says it; what is wrong with it the interface says. */
export type RuleGiven = Record<Wait, number> & {
  kind: KindName;
  name: string;
  severity: string | null;
  params: Record<string, Value>;
  filters: Record<string, string[]>;
  group_by: string[];
  channels: string[];
  send_resolved: boolean;
  enabled: boolean;
};

/** The fields of a kind's form that can show a fault, by the names the interface has for them. */
export function ruleFields(kind: KindName): string[] {
  return [
    'name',
    'severity',
    ...WAITS,
    ...PARAM_FIELDS[kind].map(({ name }) => paramName(name)),
    ...FILTER_NAMES.map((name) => `filters.${name}`),
  ];
}

const NO_TIME = 'must be a time such as 30 s, 5 min or 1 h 30 min';

function readParam(data: FormData, field: ParamField, faults: FieldError[]): Value {
  const name = paramName(field.name);
  switch (field.input) {
    case 'minutes': {
      const text = textOf(data, name);
      if (text === null && field.none !== undefined) return null;
      const seconds = parseDuration(text ?? '');
      if (seconds === null) faults.push({ field: name, message: NO_TIME });
      return (seconds ?? 0) / 60;
    }
    case 'number': {
      const value = numberOf(data, name);
      if (value !== null || field.none !== undefined) return value;
      faults.push({ field: name, message: 'must be a number' });
      return null;
    }
    case 'choice':
      return textOf(data, name);
    case 'several':
      return allOf(data, name);
  }
}

/** What a form says of a rule of a kind; times that cannot be read are its own faults. */
export function readRuleForm(data: FormData, kind: KindName): ReadForm<RuleGiven> {
  const faults: FieldError[] = [];
  const waitOf = (name: Wait): number => {
    const seconds = parseDuration(textOf(data, name) ?? '');
    if (seconds === null) faults.push({ field: name, message: NO_TIME });
    return seconds ?? 0;
  };
  const given: RuleGiven = {
    kind,
    name: lineOf(data, 'name'),
    severity: textOf(data, 'severity'),
    params: Object.fromEntries(
      PARAM_FIELDS[kind].map((field) => [field.name, readParam(data, field, faults)]),
    ),
    filters: Object.fromEntries(
      FILTER_NAMES.flatMap((name) => {
        const values = allOf(data, `filters.${name}`);
        return values.length === 0 ? [] : [[name, values]];
      }),
    ),
    for_seconds: waitOf('for_seconds'),
    group_by: allOf(data, 'group_by'),
    group_wait_seconds: waitOf('group_wait_seconds'),
    group_interval_seconds: waitOf('group_interval_seconds'),
    repeat_seconds: waitOf('repeat_seconds'),
    channels: allOf(data, 'channels'),
    send_resolved: data.has('send_resolved'),
    enabled: data.has('enabled'),
  };
  return faults.length > 0 ? { ok: false, fields: faults } : { ok: true, given };
}
