import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines } from './diff-lines';

const shown = (before: string, after: string) =>
  diffLines(before, after).map(({ change, text }) => {
    const sign = change === 'same' ? ' ' : change === 'added' ? '+' : '-';
    return `${sign}${text}`;
  });

test.each([
  ['a\nb\nc', 'a\nb\nc', [' a', ' b', ' c']],
  ['a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
  ['a\nc', 'a\nb\nc', [' a', '+b', ' c']],
  ['a\nb\nc', 'b\nc', ['-a', ' b', ' c']],
  ['a\nb', 'b\na', ['-a', ' b', '+a']],
])('%j to %j', (before, after, lines) => expect(shown(before, after)).toEqual(lines));

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 30 })
  .map((lines) => lines.join('\n'));

test('either text can be read out of it, and nothing is told that did not happen', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = diffLines(before, after);
      const side = (left: string) =>
        changes.flatMap(({ change, text: line }) => (change === left ? [] : [line])).join('\n');
      expect(side('added')).toBe(before);
      expect(side('removed')).toBe(after);
      // Fewest: what is the same is a longest common subsequence.
      expect(changes.filter(({ change }) => change === 'same')).toHaveLength(
        longestCommon(before.split('\n'), after.split('\n')),
      );
    }),
  );
});

function longestCommon(a: string[], b: string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const left of a) {
    const next = [0];
    for (const [at, right] of b.entries()) {
      const kept = Math.max(next[at] ?? 0, row[at + 1] ?? 0);
      next.push(left === right ? (row[at] ?? 0) + 1 : kept);
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

test('texts too far apart are shown as one for the other', () => {
  const before = Array.from({ length: 900 }, (_, n) => `a${n}`).join('\n');
  const after = Array.from({ length: 900 }, (_, n) => `b${n}`).join('\n');
  expect(diffLines(before, after)).toHaveLength(1_800);
});
