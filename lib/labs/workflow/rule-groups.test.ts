import { expect, test } from 'vitest';
import type { WorkflowTransition } from './contract';
import { ruleGroups } from './rule-groups';

function transition(action: string, from: string, role: string): WorkflowTransition {
  return {
    action,
    label: action,
    from,
    to: 'cancelled',
    least_role: role,
    needs_reason: true,
    needs_signature: false,
    four_eyes: false,
  };
}

test('an action stands on one line for each of its rules, in the order of the work', () => {
  const groups = ruleGroups(
    [
      transition('cancel', 'error', 'supervisor'),
      transition('cancel', 'in_process', 'supervisor'),
      transition('cancel', 'expected', 'technician'),
      transition('start', 'received', 'technician'),
    ],
    ['start', 'cancel'],
    ['expected', 'received', 'in_process', 'error'],
  );
  expect(groups.map(({ action, from, least_role }) => [action, from, least_role])).toEqual([
    ['start', ['received'], 'technician'],
    ['cancel', ['expected'], 'technician'],
    ['cancel', ['in_process', 'error'], 'supervisor'],
  ]);
});

test('transitions to different states are different lines', () => {
  const groups = ruleGroups(
    [transition('stop', 'a', 'admin'), { ...transition('stop', 'b', 'admin'), to: null }],
    ['stop'],
    ['a', 'b'],
  );
  expect(groups.map(({ to }) => to)).toEqual(['cancelled', null]);
});
