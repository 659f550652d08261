import { expect, test } from 'vitest';
import type { TargetVersion } from '@/lib/labs/targets/contract';
import { faultText, inReadingOrder, scopeText, targetText } from './target-words';

const version = (given: Partial<TargetVersion>): TargetVersion => ({
  id: 'x',
  assay: null,
  priority: null,
  location: null,
  segment: 'receive_to_release',
  minutes: 240,
  time: 'clock',
  effective_from: '1900-01-01T00:00:00.000Z',
  effective_to: null,
  status: 'in_force',
  ...given,
});

test('a target says which work it is for and how long that may take', () => {
  expect(scopeText(version({}))).toBe('Every test');
  expect(scopeText(version({ assay: 'GLU', priority: 'URGENT', location: 'ED' }))).toBe(
    'GLU · Urgent · ED',
  );
  expect(targetText(version({ minutes: 90, time: 'working' }))).toBe('1 h 30 min of opening hours');
});

test('the default comes first, then what overrides it, each version after the one before', () => {
  const given = [
    version({ segment: 'collect_to_receive' }),
    version({ assay: 'K' }),
    version({ assay: 'GLU', priority: 'ROUTINE' }),
    version({ assay: 'GLU', priority: 'STAT' }),
    version({ assay: 'GLU' }),
    version({ priority: 'STAT', effective_from: '2026-01-01T00:00:00.000Z' }),
    version({ priority: 'STAT' }),
    version({}),
  ];
  expect(
    inReadingOrder(given).map(
      (one) => `${one.segment.slice(0, 7)} ${scopeText(one)} ${one.effective_from.slice(0, 4)}`,
    ),
  ).toEqual([
    'receive Every test 1900',
    'receive STAT 1900',
    'receive STAT 2026',
    'receive GLU 1900',
    'receive K 1900',
    'receive GLU · STAT 1900',
    'receive GLU · Routine 1900',
    'collect Every test 1900',
  ]);
});

test.each([
  ['same', 'STAT is no tighter than Routine'],
  ['longer', 'STAT is looser than Routine'],
  ['no_target', 'STAT has no target, Routine has'],
  ['opening_hours', 'STAT waits for opening hours, Routine does not'],
] as const)('%s is told', (why, text) => {
  expect(faultText({ priority: 'STAT', than: 'ROUTINE', why })).toBe(text);
});
