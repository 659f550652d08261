import { expect, test } from 'vitest';
import { NewRuleSet } from '@/lib/quality/contract';
import { readRuleSetForm } from './rule-set-form';

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const FIELDS = { name: ' Ours ', description: '', every_hours: '', days: '7' };

test('a form is read as a rule set', () => {
  const given = readRuleSetForm(formOf({ ...FIELDS, every_hours: '24', after_import: 'on' }));
  expect(NewRuleSet.parse({ ...given, text: 'x' })).toMatchObject({
    name: 'Ours',
    every_hours: 24,
    days: 7,
    after_import: true,
  });
});

test('no hours are never, and no switch is off', () => {
  expect(readRuleSetForm(formOf(FIELDS))).toMatchObject({ every_hours: null, after_import: false });
});

test.each([
  ['every_hours', 'often'],
  ['every_hours', '0'],
  ['days', ''],
  ['days', '1.5'],
])('%s of “%s” is refused where it was typed', (field, value) => {
  const given = readRuleSetForm(formOf({ ...FIELDS, [field]: value }));
  const { error } = NewRuleSet.safeParse({ ...given, text: 'x' });
  expect(error?.issues.map(({ path }) => path[0])).toEqual([field]);
});
