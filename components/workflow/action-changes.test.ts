import { expect, test } from 'vitest';
import type { WorkflowTransition } from '@/lib/labs/workflow/contract';
import { actionChanges } from './action-changes';

function rule(from: string, change: Partial<WorkflowTransition> = {}): WorkflowTransition {
  return {
    action: 'cancel',
    label: 'Cancel',
    from,
    to: 'cancelled',
    least_role: 'technician',
    needs_reason: true,
    needs_signature: false,
    four_eyes: false,
    ...change,
  };
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const untouched = {
  label: 'Cancel',
  needs_reason: 'on',
  'least_role:expected': 'technician',
  'least_role:error': 'supervisor',
};
const rules = [rule('expected'), rule('error', { least_role: 'supervisor' })];

test.each([
  ['nothing', {}, []],
  ['a label with spaces around it', { label: ' Call off ' }, [{ label: 'Call off' }]],
  ['no label at all', { label: '' }, [{ label: '' }]],
  ['a signature', { needs_signature: 'on' }, [{ needs_signature: true }]],
  [
    'the role of one state',
    { 'least_role:error': 'manager' },
    [{ from: 'error', least_role: 'manager' }],
  ],
  [
    'both',
    { four_eyes: 'on', 'least_role:expected': 'admin' },
    [{ four_eyes: true }, { from: 'expected', least_role: 'admin' }],
  ],
])('sends what was changed: %s', (_, fields, changes) => {
  expect(actionChanges(rules, form({ ...untouched, ...fields }))).toEqual(changes);
});

test('a box taken out is a change too', () => {
  const { needs_reason: _, ...rest } = untouched;
  expect(actionChanges(rules, form(rest))).toEqual([{ needs_reason: false }]);
});

test('what differs by state stays so until somebody ticks it', () => {
  const mixed = [
    rule('expected'),
    rule('error', { least_role: 'supervisor', needs_reason: false }),
  ];
  const { needs_reason: _, ...rest } = untouched;
  expect(actionChanges(mixed, form(rest))).toEqual([]);
  expect(actionChanges(mixed, form(untouched))).toEqual([{ needs_reason: true }]);
});
