import { expect, test } from 'vitest';
import { dueStatus } from './due-status';

const now = new Date('2026-03-01T12:00:00Z');
const open = { due_at: '2026-03-01T12:30:00Z', late: false, open: true, ended_at: null };
const done = { ...open, open: false, ended_at: '2026-03-01T11:00:00Z' };

test.each([
  ['open in time', open, { kind: 'left', minutes: 30 }],
  ['open on the moment', { ...open, due_at: '2026-03-01T12:00:00Z' }, { kind: 'left', minutes: 0 }],
  [
    'open past due',
    { ...open, due_at: '2026-03-01T11:15:00Z', late: true },
    { kind: 'overdue', minutes: 45 },
  ],
  ['open, with a test that was late', { ...open, late: true }, { kind: 'late', minutes: null }],
  ['done in time', done, { kind: 'in time' }],
  [
    'done late',
    { ...done, late: true, ended_at: '2026-03-01T12:40:00Z' },
    { kind: 'late', minutes: 10 },
  ],
  ['done late in one test only', { ...done, late: true }, { kind: 'late', minutes: null }],
  ['amended after it was released', { ...done, open: true }, { kind: 'in time' }],
  ['rejected', { ...done, ended_at: null }, { kind: 'none' }],
  ['without a target', { ...open, due_at: null }, { kind: 'none' }],
] as const)('%s', (_name, given, expected) => {
  expect(dueStatus(given, now)).toEqual(expected);
});
