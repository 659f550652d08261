import { expect, test } from 'vitest';
import { CONNECTION_VIEWS, isInView } from './connection-views';

const spoke = '2026-11-21T08:00:00.000Z';

test.each([
  ['never connected', { lastMessageAt: null, minutes: [0], failed: 0, mayConnect: false }, 'none'],
  [
    'has a secret only',
    { lastMessageAt: null, minutes: [0], failed: 0, mayConnect: true },
    'silent',
  ],
  ['spoke once', { lastMessageAt: spoke, minutes: [0, 0], failed: 0, mayConnect: false }, 'silent'],
  ['speaks', { lastMessageAt: spoke, minutes: [0, 1], failed: 0, mayConnect: true }, 'sending'],
] as const)('a device that %s', (_, connection, view) => {
  const views = CONNECTION_VIEWS.filter((one) => isInView(connection, one));
  expect(views).toEqual(['all', view]);
});

test('failures are trouble, whether it speaks or not', () => {
  const silent = { lastMessageAt: spoke, minutes: [0], failed: 1, mayConnect: true };
  expect(isInView(silent, 'trouble')).toBe(true);
  expect(isInView(silent, 'silent')).toBe(true);
});
