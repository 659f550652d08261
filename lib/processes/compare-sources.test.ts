import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareSources, firstLines, type Comparison } from './compare-sources';

/** Whether the last one has an end is told in words. */
const linesOf = (source: string) => source.replace(/\n$/, '').split('\n');

/** The older source with the changes made: what the comparison says is the newer. */
function applied(older: string, { stretches }: Comparison): string[] {
  const lines = older === '' ? [] : linesOf(older);
  const made: string[] = [];
  let next = 1;
  for (const stretch of stretches) {
    for (const line of stretch) {
      if (line.older !== null) {
        while (next < line.older) made.push(lines[next++ - 1] ?? '');
        expect(lines[line.older - 1]).toBe(line.text);
        next = line.older + 1;
      }
      // Lines that are added come after all that is kept before them.
      if (line.newer !== null) {
        while (made.length < line.newer - 1) made.push(lines[next++ - 1] ?? '');
        made.push(line.text);
      }
    }
  }
  while (next <= lines.length) made.push(lines[next++ - 1] ?? '');
  return made;
}

const source = fc
  .array(fc.constantFrom('a', 'b', '', '  c', '-x', '+y', '\\ z', '@@'), { maxLength: 40 })
  .chain((lines) => fc.constantFrom(lines.join('\n'), lines.map((line) => `${line}\n`).join('')));

describe('compareSources', () => {
  test('names what was removed and added, with its lines and three around', () => {
    const older = Array.from({ length: 20 }, (_, line) => `line ${line + 1}\n`).join('');
    const newer = older.replace('line 10\n', 'line ten\nand more\n');
    const { removed, added, stretches, coarse } = compareSources(older, newer);
    expect([removed, added, stretches.length, coarse]).toEqual([1, 2, 1, false]);
    expect(stretches[0]?.[0]).toEqual({ kind: 'same', text: 'line 7', older: 7, newer: 7 });
    expect(stretches[0]?.slice(3, 6)).toEqual([
      { kind: 'removed', text: 'line 10', older: 10, newer: null },
      { kind: 'added', text: 'line ten', older: null, newer: 10 },
      { kind: 'added', text: 'and more', older: null, newer: 11 },
    ]);
    expect(stretches[0]?.at(-1)).toEqual({ kind: 'same', text: 'line 13', older: 13, newer: 14 });
  });

  test('finds nothing in what is equal, and says of a last line that it has no end', () => {
    expect(compareSources('a\n', 'a\n').stretches).toEqual([]);
    const { stretches } = compareSources('a', 'a\n');
    expect(stretches.flat().map(({ text }) => text)).toContain('No newline at end of file');
  });

  test.each([
    ['the fewest changes', undefined],
    ['all that differs, where time is short', 0],
  ])('the older source with %s is the newer', (_, timeoutMs) => {
    fc.assert(
      fc.property(source, source, (older, newer) => {
        const comparison = compareSources(older, newer, timeoutMs);
        expect(applied(older, comparison)).toEqual(newer === '' ? [] : linesOf(newer));
      }),
    );
  });

  test('gives up on what is too different, and shows it as replaced', () => {
    const long = (word: string) =>
      Array.from({ length: 10_000 }, (_, line) => `${word} ${line}\n`).join('');
    const older = `head\n${long('old')}tail\n`;
    const newer = `head\n${long('new')}tail\n`;
    const comparison = compareSources(older, newer, 50);
    expect(comparison).toMatchObject({ removed: 10_000, added: 10_000, coarse: true });
    expect(comparison.stretches[0]?.[0]?.text).toBe('head');
    expect(comparison.stretches[0]?.at(-1)?.text).toBe('tail');
  });

  test('is cut after so many lines, and says of how many', () => {
    const line = (text: string) => ({ kind: 'same' as const, text, older: 1, newer: 1 });
    const comparison = {
      removed: 0,
      added: 0,
      coarse: false,
      stretches: [[line('a'), line('b')], [line('c'), line('d')], [line('e')]],
    };
    const texts = (most: number) =>
      firstLines(comparison, most).stretches.map((stretch) => stretch.map(({ text }) => text));
    expect(texts(5)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect(texts(3)).toEqual([['a', 'b'], ['c']]);
    expect(texts(2)).toEqual([['a', 'b']]);
    expect(firstLines(comparison, 2).all).toBe(5);
  });
});
