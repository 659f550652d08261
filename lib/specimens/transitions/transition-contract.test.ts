import { describe, expect, test } from 'vitest';
import { LogRow } from '../paper-log/log-row';
import { BulkTransitionRequest, TransitionRequest } from './transition-contract';

describe('an assay named twice, which would move one test twice', () => {
  const assays = ['K', 'k'];

  test.each([
    ['one specimen', TransitionRequest, { action: 'submit' }],
    ['many', BulkTransitionRequest, { action: 'submit', specimen_ids: ['S-1'] }],
    [
      'a paper log',
      LogRow,
      { action: 'submit', specimen_id: 'S-1', occurred_at: '2026-03-01T08:00:00Z' },
    ],
  ])('is refused for %s', (_, schema, rest) => {
    expect(schema.safeParse({ ...rest, assays: ['K', 'NA'] }).success).toBe(true);
    expect(schema.safeParse({ ...rest, assays }).error?.issues).toMatchObject([
      { path: ['assays'], message: 'must name each once' },
    ]);
  });
});
