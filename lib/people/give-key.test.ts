import { expect, test } from 'vitest';
import { KEY_ROLES, type KeyRole, ROLES } from '@/lib/platform/access/roles';
import { mayGiveKey, rolesToGive } from './give-key';

const maker = (role: KeyRole) =>
  ({ kind: 'key', keyId: 'k', deviceId: null, name: 'maker', role }) as const;

test.each(ROLES)('a %s gives no stronger role of people', (role) => {
  const given = ROLES.filter((candidate) => mayGiveKey(maker(role), candidate));
  expect(given).toEqual(ROLES.slice(0, ROLES.indexOf(role) + 1));
});

test('only those who may write the platform make an orchestrator', () => {
  expect(ROLES.filter((role) => mayGiveKey(maker(role), 'orchestrator'))).toEqual(['admin']);
});

test('an admin, and whoever runs the server, give every role', () => {
  expect(rolesToGive(maker('admin'))).toEqual([...KEY_ROLES]);
  expect(rolesToGive({ kind: 'system', job: 'command line' })).toEqual([...KEY_ROLES]);
});

test('an instrument gives no role of people', () => {
  expect(ROLES.filter((role) => mayGiveKey(maker('instrument'), role))).toEqual([]);
});
