import { describe, expect, test } from 'vitest';
import { NewSpecimen } from './contract';
import { planTests } from './new-tests';

const now = new Date('2026-03-01T12:00:00Z');
const plan = (given: object) =>
  planTests(NewSpecimen.parse({ specimen_id: 'S-1', assay: 'NA', ...given }), now);

describe('a new specimen', () => {
  test('came now, routine, ordered nobody knows when', () => {
    expect(plan({})).toEqual({
      receivedAt: now,
      tests: [{ assay: 'NA', priority: 'ROUTINE', orderedAt: null, receivedAt: now }],
    });
  });

  test('is ordered now when it is only expected', () => {
    expect(plan({ state: 'expected', priority: 'stat' })).toEqual({
      receivedAt: null,
      tests: [{ assay: 'NA', priority: 'STAT', orderedAt: now, receivedAt: null }],
    });
  });

  test('starts an add-on when it was asked for', () => {
    const { receivedAt, tests } = plan({
      assay: undefined,
      received_at: '2026-03-01T09:00:00+01:00',
      ordered_at: '2026-03-01T07:00:00Z',
      priority: 'URGENT',
      tests: [
        { assay: 'NA' },
        { assay: 'K', priority: 'STAT', ordered_at: '2026-03-01T10:00:00Z' },
      ],
    });
    expect(receivedAt?.toISOString()).toBe('2026-03-01T08:00:00.000Z');
    expect(tests.map((each) => each.receivedAt?.toISOString())).toEqual([
      '2026-03-01T08:00:00.000Z',
      '2026-03-01T10:00:00.000Z',
    ]);
    expect(tests.map((each) => each.priority)).toEqual(['URGENT', 'STAT']);
  });
});

describe('what a new specimen may not be', () => {
  const one = { specimen_id: 'S-1', assay: 'NA' };
  test.each([
    ['without a number', { assay: 'NA' }, 'specimen_id'],
    ['with a space in its number', { ...one, specimen_id: 'S 1' }, 'specimen_id'],
    ['with a number no address can have', { ...one, specimen_id: '..' }, 'specimen_id'],
    ['with a number too long', { ...one, specimen_id: 'S'.repeat(65) }, 'specimen_id'],
    ['without an assay', { specimen_id: 'S-1' }, 'assay'],
    ['with assay and tests', { ...one, tests: [{ assay: 'K' }] }, 'assay'],
    ['with no tests', { specimen_id: 'S-1', tests: [] }, 'tests'],
    [
      'with an assay twice',
      { specimen_id: 'S-1', tests: [{ assay: 'K' }, { assay: 'k' }] },
      'tests.1.assay',
    ],
    ['in another state', { ...one, state: 'published' }, 'state'],
    ['with an unknown priority', { ...one, priority: 'ASAP' }, 'priority'],
    [
      'with a time without an offset',
      { ...one, received_at: '2026-03-01T09:00:00' },
      'received_at',
    ],
    [
      'expected, yet received',
      { ...one, state: 'expected', received_at: '2026-03-01T09:00:00Z' },
      'received_at',
    ],
  ])('%s', (_name, given, field) => {
    const parsed = NewSpecimen.safeParse(given);
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toContain(field);
  });

  test('anything unknown is named', () => {
    expect(NewSpecimen.safeParse({ ...one, patient: 'x' }).error?.issues[0]).toMatchObject({
      code: 'unrecognized_keys',
      keys: ['patient'],
    });
  });
});
