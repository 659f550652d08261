import { expect, test } from 'vitest';
import { DEFAULT_STATES, DEFAULT_TRANSITIONS } from '@/lib/labs/default-workflow';
import type { ActionOptions } from './action-options';
import { offeredActions, type ActedTest } from './offered-actions';
import { newestRuns } from '../newest-runs';

const OPTIONS: ActionOptions = {
  actions: ['receive', 'start', 'submit', 'cancel'].map((action) => ({ action, label: action })),
  rules: DEFAULT_TRANSITIONS.map((row) => ({
    action: row.action,
    from: row.fromState,
    to: row.toState,
    leastRole: row.leastRole,
    needsReason: row.needsReason ?? false,
    needsSignature: row.needsSignature ?? false,
  })),
  states: DEFAULT_STATES,
  devices: [],
  errorCodes: [],
  rejectionReasons: [],
};

const received: ActedTest = {
  state: 'received',
  device: null,
  allowed_actions: ['start', 'submit', 'cancel'],
  refused_actions: [{ action: 'receive', why: 'Only from Expected, Cancelled' }],
};
const cancelled: ActedTest = {
  state: 'cancelled',
  device: 'A1',
  allowed_actions: ['receive', 'start'],
  refused_actions: [
    { action: 'submit', why: 'Only from Received, In process' },
    { action: 'cancel', why: 'Only from Received' },
  ],
};

const offered = (tests: ActedTest[], action: string) =>
  offeredActions(tests, OPTIONS).find((each) => each.action === action);

test('an allowed action says what it needs and how many it moves', () => {
  expect(offered([received, received], 'start')).toMatchObject({
    why: null,
    count: 2,
    deviceMissing: true,
    needs: { device: true, reason: false },
  });
  expect(offered([received], 'cancel')).toMatchObject({ why: null, needs: { reason: true } });
});

test('a refused one says why, each reason once', () => {
  expect(offered([received, received], 'receive')?.why).toBe('Only from Expected, Cancelled');
  const other: ActedTest = {
    ...received,
    refused_actions: [{ action: 'receive', why: 'Needs a supervisor' }],
  };
  expect(offered([received, other], 'receive')?.why).toBe(
    'Only from Expected, Cancelled · Needs a supervisor',
  );
});

test('void tests are moved only where no open one can be', () => {
  expect(offered([received, cancelled], 'start')).toMatchObject({ count: 1, deviceMissing: true });
  expect(offered([cancelled], 'start')).toMatchObject({ count: 1, deviceMissing: false });
});

test('without tests nothing is allowed, and each says so', () => {
  expect(offeredActions([], OPTIONS).every(({ why }) => why !== null)).toBe(true);
});

test('of tests picked by name all must allow it', () => {
  const both = offeredActions([received, cancelled], OPTIONS, true);
  const why = (action: string) => both.find((each) => each.action === action)?.why;
  expect(why('start')).toBeNull();
  expect(both.find(({ action }) => action === 'start')?.count).toBe(2);
  expect(why('cancel')).toBe('Only from Received');
});

test('of each assay the newest run is meant', () => {
  const runs = [
    { assay: 'NA', run: 1 },
    { assay: 'K', run: 1 },
    { assay: 'NA', run: 2 },
  ];
  expect(newestRuns(runs)).toEqual([runs[1], runs[2]]);
});
