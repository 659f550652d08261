import { describe, expect, it } from 'vitest';
import { KIND_FACTS } from '@/lib/alerts/kinds/kind-facts';
import { KIND_NAMES, PARAMS, type KindName } from '@/lib/alerts/kinds/params';
import { NewAlertRule } from '@/lib/alerts/rules/contract';
import { durationText } from '@/lib/alerts/rules/duration-text';
import { PARAM_FIELDS, paramName } from './param-fields';
import { readRuleForm, ruleFields } from './rule-form';

/** The form of a kind as it first stands: its defaults, as its fields show them. */
function formOf(kind: KindName, changes: Record<string, string | string[]> = {}): FormData {
  const data = new FormData();
  const add = (name: string, values: string | string[]) => {
    for (const value of [values].flat()) data.append(name, value);
  };
  const defaults: Record<string, unknown> = PARAMS[kind].parse({});
  const fields: Record<string, string | string[]> = {
    name: 'A rule',
    severity: 'warning',
    for_seconds: '0',
    group_wait_seconds: '30 s',
    group_interval_seconds: '5 min',
    repeat_seconds: durationText(KIND_FACTS[kind].repeatSeconds),
  };
  for (const { name, input } of PARAM_FIELDS[kind]) {
    const value = defaults[name];
    if (Array.isArray(value)) fields[paramName(name)] = value.map(String);
    else if (input === 'minutes' && typeof value === 'number')
      fields[paramName(name)] = durationText(value * 60);
    else fields[paramName(name)] = value === null ? '' : String(value);
  }
  for (const [name, values] of Object.entries({ ...fields, ...changes })) add(name, values);
  return data;
}

describe('the form of a rule', () => {
  it.each(KIND_NAMES)('asks for every parameter of %s, and no other', (kind) => {
    const asked = PARAM_FIELDS[kind].map(({ name }) => name);
    expect(asked.toSorted()).toEqual(Object.keys(PARAMS[kind].shape).toSorted());
  });

  it.each(KIND_NAMES)('of %s says its defaults as the interface has them', (kind) => {
    const read = readRuleForm(formOf(kind), kind);
    if (!read.ok) throw new Error(JSON.stringify(read.fields));
    expect(NewAlertRule.parse(read.given)).toEqual({
      ...NewAlertRule.parse({ kind, name: 'A rule' }),
      severity: 'warning',
      send_resolved: false,
      enabled: false,
    });
  });

  it('reads filters, channels and ticks', () => {
    const data = formOf('sla_breach', {
      'filters.assays': ['CBC', 'GLU'],
      'filters.priorities': 'STAT',
      group_by: ['department'],
      channels: ['a', 'b'],
      send_resolved: 'on',
      enabled: 'on',
    });
    const read = readRuleForm(data, 'sla_breach');
    if (!read.ok) throw new Error('It cannot be read.');
    expect(NewAlertRule.parse(read.given)).toMatchObject({
      filters: { assays: ['CBC', 'GLU'], priorities: ['STAT'] },
      group_by: ['department'],
      channels: ['a', 'b'],
      send_resolved: true,
      enabled: true,
    });
  });

  it('names every time that cannot be read, of fields it has', () => {
    const data = formOf('error_rate', {
      for_seconds: 'soon',
      repeat_seconds: '',
      'params.window_minutes': 'x',
      'params.percent': '',
    });
    const read = readRuleForm(data, 'error_rate');
    if (read.ok) throw new Error('It should not be read.');
    const fields = read.fields.map(({ field }) => field).toSorted();
    expect(fields).toEqual([
      'for_seconds',
      'params.percent',
      'params.window_minutes',
      'repeat_seconds',
    ]);
    for (const field of fields) expect(ruleFields('error_rate')).toContain(field);
  });

  it('leaves what is no number for the interface to refuse', () => {
    const read = readRuleForm(formOf('error_rate', { 'params.percent': 'many' }), 'error_rate');
    if (!read.ok) throw new Error('It cannot be read.');
    const { error } = NewAlertRule.safeParse(read.given);
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual(['params.percent']);
  });
});
