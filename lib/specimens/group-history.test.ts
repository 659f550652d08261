import { expect, test } from 'vitest';
import type { HistoryEntry } from './contract';
import { groupHistory } from './group-history';

const entry: HistoryEntry = {
  sequence: 1,
  assay: 'NA',
  run: 1,
  action: 'create',
  from: null,
  to: 'expected',
  actor: { kind: 'person', name: 'Ada' },
  occurred_at: '2026-03-01T08:00:00.000Z',
  recorded_at: '2026-03-01T08:00:00.000Z',
  source: 'portal',
  implied: false,
  milestones: {},
  device: null,
  operator: null,
  error_code: null,
  rejection_reason: null,
  reason: null,
  informed: null,
  comment: null,
  signature: null,
  import_id: null,
  request_id: 'r1',
};

test('tests moved together are one step', () => {
  const receive = { ...entry, action: 'receive', from: 'expected', to: 'received' };
  const steps = groupHistory([
    entry,
    { ...entry, sequence: 2, assay: 'K', run: 2 },
    { ...receive, sequence: 3 },
    { ...receive, sequence: 4, assay: 'K', occurred_at: '2026-03-01T09:00:00.000Z' },
  ]);
  expect(steps.map((step) => [step.entry.sequence, step.entry.action, step.assays])).toEqual([
    [1, 'create', ['NA', 'K run 2']],
    [3, 'receive', ['NA']],
    [4, 'receive', ['K']],
  ]);
});

test('a row about the whole specimen names no test', () => {
  expect(groupHistory([{ ...entry, assay: null, run: null }])[0]?.assays).toEqual([]);
});
