import { describe, expect, test } from 'vitest';
import { noMilestones } from '../milestones';
import { type Move, moveTest, type WorkTest } from './move-test';
import { STAMPED_BY } from '../testing-specimens';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 8, minute));

const received: WorkTest = {
  id: 't',
  assayId: 'a',
  assay: 'CHEM',
  run: 1,
  priority: 'ROUTINE',
  state: 'received',
  deviceId: null,
  operator: null,
  errorCodeId: null,
  rejectionReasonId: null,
  locationId: null,
  milestones: { ...noMilestones(), received: at(0) },
  failedAt: null,
  amendedAt: null,
  dueAt: null,
  sources: { state: 'import', received: 'import' },
};

function move(
  from: WorkTest,
  action: string,
  to: string,
  minute: number,
  rest: Partial<Move> = {},
) {
  const said: Move = { action, to, occurredAt: at(minute), source: 'portal', ...rest };
  return moveTest(from, said, STAMPED_BY);
}

describe('one step of a test', () => {
  test('stamps what its state stamps and says who gave it; the rest stays', () => {
    const { test: started, row } = move(received, 'start', 'in_process', 5, {
      deviceId: 'd',
      operator: 'Ada',
    });
    expect(started).toMatchObject({ state: 'in_process', deviceId: 'd', operator: 'Ada' });
    expect(started.milestones).toEqual({ ...received.milestones, started: at(5) });
    expect(started.sources).toEqual({
      state: 'portal',
      received: 'import',
      started: 'portal',
      device: 'portal',
      operator: 'portal',
    });
    expect(row).toMatchObject({ testId: 't', fromState: 'received', toState: 'in_process' });
    expect(received.state).toBe('received');
  });

  test('an error code and a rejection reason leave with their state', () => {
    const failed = move(received, 'fail', 'error', 5, { errorCodeId: 'e' }).test;
    expect([failed.errorCodeId, failed.failedAt]).toEqual(['e', at(5)]);
    const again = move(failed, 'retry', 'in_process', 6).test;
    expect([again.errorCodeId, again.failedAt]).toEqual([null, at(5)]);
    const rejected = move(received, 'reject', 'rejected', 5, { rejectionReasonId: 'r' }).test;
    expect(rejected.rejectionReasonId).toBe('r');
    expect(move(rejected, 'reinstate', 'received', 6).test.rejectionReasonId).toBeNull();
  });

  test('an amendment is marked once, and release keeps its first time', () => {
    const published = move(received, 'publish', 'published', 5).test;
    const amended = move(published, 'amend', 'in_process', 6).test;
    expect([amended.amendedAt, amended.milestones.released]).toEqual([at(6), at(5)]);
    const twice = move(move(amended, 'publish', 'published', 7).test, 'amend', 'in_process', 8);
    expect([twice.test.amendedAt, twice.test.milestones.released]).toEqual([at(6), at(5)]);
  });
});
