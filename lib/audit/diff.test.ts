import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AuditEventAnswer } from './contract';
import { diffOf, thingName } from './diff';

test('tells what was added, removed, changed and kept, changes first', () => {
  expect(
    diffOf(
      { code: 'K', name: 'Kalium', limits: { low: 3.5, high: 5 }, loinc: '2823-3', tags: ['a'] },
      { code: 'K', name: 'Potassium', limits: { low: 3.5, high: 5.1 }, unit: null, tags: ['a'] },
    ),
  ).toEqual([
    { path: 'name', before: 'Kalium', after: 'Potassium', change: 'changed' },
    { path: 'limits.high', before: '5', after: '5.1', change: 'changed' },
    { path: 'unit', before: null, after: 'null', change: 'added' },
    { path: 'loinc', before: '2823-3', after: null, change: 'removed' },
    { path: 'code', before: 'K', after: 'K', change: 'same' },
    { path: 'limits.low', before: '3.5', after: '3.5', change: 'same' },
    { path: 'tags', before: '["a"]', after: '["a"]', change: 'same' },
  ]);
});

test('of nothing is nothing', () => expect(diffOf(null, null)).toEqual([]));

test('has every field once; a thing differs from itself in nothing', () => {
  fc.assert(
    fc.property(fc.object(), fc.object(), (a, b) => {
      const [before, after] = [JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))];
      const rows = diffOf(before, after);
      expect(new Set(rows.map(({ path }) => path)).size).toBe(rows.length);
      expect(diffOf(before, before).every(({ change }) => change === 'same')).toBe(true);
      const swapped = diffOf(after, before);
      expect(swapped.filter(({ change }) => change === 'added')).toHaveLength(
        rows.filter(({ change }) => change === 'removed').length,
      );
    }),
  );
});

const event: AuditEventAnswer = {
  id: '1',
  at: '2026-03-01T08:00:00.000Z',
  actor: { kind: 'system', id: null, name: 'job' },
  action: 'assay.update',
  entity: 'assay',
  entity_id: 'an-id',
  specimen_id: null,
  request_id: 'r',
  reason: null,
  before: null,
  after: null,
  seal: null,
};

test.each<[Partial<AuditEventAnswer>, string | null]>([
  [{}, 'an-id'],
  [{ entity_id: null }, null],
  [{ specimen_id: 'S-1', after: { name: 'x' } }, 'S-1'],
  [{ before: { name: 'Old' }, after: { code: 'NEW' } }, 'NEW'],
  [{ before: { name: 'Old' }, after: { name: '' } }, 'Old'],
  [{ after: ['name'] }, 'an-id'],
])('of %o the thing is called %s', (given, name) => {
  expect(thingName({ ...event, ...given })).toBe(name);
});
