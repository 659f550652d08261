import { expect, test } from 'vitest';
import { parseHandled, withHandled } from './handled';

const one = (number: string) => ({ number, what: 'Received', at: '2026-11-21T06:00:00Z' });

test('the newest stands first, each number once, a dozen at most', () => {
  let list = withHandled([], one('A'));
  list = withHandled(withHandled(list, one('B')), one('A'));
  expect(list.map(({ number }) => number)).toEqual(['A', 'B']);
  for (let tube = 0; tube < 20; tube += 1) list = withHandled(list, one(`T${tube}`));
  expect(list).toHaveLength(12);
});

test.each(['', 'null', '{', '[{"number":1}]'])('%j is nothing', (kept) => {
  expect(parseHandled(kept)).toEqual([]);
});

test('what was kept is read again', () => {
  expect(parseHandled(JSON.stringify([one('A')]))).toEqual([one('A')]);
});
