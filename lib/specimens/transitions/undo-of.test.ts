import { expect, test } from 'vitest';
import { DEFAULT_TRANSITIONS } from '@/lib/labs/default-workflow';
import type { Role } from '@/lib/platform/access/roles';
import { undoOf } from './undo-of';

const RULES = DEFAULT_TRANSITIONS.map((row) => ({
  action: row.action,
  from: row.fromState,
  to: row.toState,
  leastRole: row.leastRole,
  needsReason: row.needsReason ?? false,
  needsSignature: row.needsSignature ?? false,
}));

test.each([
  // A cancelled tube received by mistake is cancelled again.
  ['receive', 'cancelled', 'received', 'technician', { action: 'cancel', needsReason: true }],
  ['fail', 'in_process', 'error', 'technician', { action: 'retry', needsReason: false }],
  ['submit', 'in_process', 'submitted', 'supervisor', { action: 'retract', needsReason: true }],
  ['reject', 'received', 'rejected', 'supervisor', { action: 'reinstate', needsReason: true }],
  ['cancel', 'expected', 'cancelled', 'supervisor', { action: 'reinstate', needsReason: true }],
  ['retract', 'submitted', 'in_process', 'supervisor', { action: 'submit', needsReason: false }],
] as const)('%s from %s to %s is undone by a %s', (action, from, to, role, undo) => {
  expect(undoOf(RULES, { action, from, to }, role)).toEqual(undo);
});

const NO_WAY_BACK: [string, string, string, Role, string][] = [
  ['receive', 'expected', 'received', 'admin', 'the workflow leads nowhere back'],
  ['start', 'received', 'in_process', 'admin', 'the workflow leads nowhere back'],
  ['submit', 'received', 'submitted', 'admin', 'retract leads elsewhere'],
  ['submit', 'in_process', 'submitted', 'technician', 'the role may not'],
  ['reject', 'received', 'rejected', 'technician', 'the role may not'],
  ['retry', 'error', 'in_process', 'admin', 'an error has to be named'],
  ['invalidate', 'verified', 'invalidated', 'admin', 'nothing leads back'],
  ['receive', 'received', 'received', 'admin', 'nothing happened'],
];

test.each(NO_WAY_BACK)('%s from %s to %s is not undone by a %s: %s', (action, from, to, role) => {
  expect(undoOf(RULES, { action, from, to }, role)).toBeNull();
});

test('what takes a signature is no undo', () => {
  const signed = RULES.map((rule) => ({ ...rule, needsSignature: true }));
  expect(undoOf(signed, { action: 'fail', from: 'in_process', to: 'error' }, 'admin')).toBeNull();
});
