import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { csvCell } from '@/lib/platform/csv/csv-cell';
import { KeySet } from './key-set';
import { KNOWN_COLUMNS } from './known-columns';
import { stateMove } from './state-move';
import { DEFAULT_STATES } from '@/lib/labs/default-workflow';

it('offers a template with every known column', () => {
  const file = path.resolve(import.meta.dirname, '../../public/import-template.csv');
  expect(readFileSync(file, 'utf8')).toBe(`${KNOWN_COLUMNS.join(',')}\r\n`);
});

it.each([
  ['=1+1', "'=1+1"],
  ['@x', "'@x"],
  ['-18.6', '-18.6'],
  ['+49', '+49'],
  ['-1+2', "'-1+2"],
  ['=HYPERLINK("x")', `"'=HYPERLINK(""x"")"`],
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
])('writes the cell %s as %s', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

it('remembers what was added and nothing else', () => {
  const set = new KeySet();
  for (let index = 0; index < 20_000; index += 1) set.add(`S${index}`);
  for (let index = 0; index < 20_000; index += 1) {
    expect(set.has(`S${index}`)).toBe(true);
    expect(set.has(`T${index}`)).toBe(false);
  }
});

const states = new Map(DEFAULT_STATES.map((state) => [state.key, state]));
it.each([
  ['received', 'published', 'move'],
  ['published', 'received', 'stay'],
  ['error', 'in_process', 'stay'],
  ['error', 'published', 'move'],
  ['published', 'invalidated', 'move'],
  ['invalidated', 'published', 'stay'],
  ['received', 'rejected', 'move'],
  ['rejected', 'received', 'stay'],
])('a row that says a test in %s is %s: %s', (from, to, move) => {
  expect(stateMove(from, to, states)).toBe(move);
});
it.each([
  ['published', 'rejected'],
  ['rejected', 'published'],
])('a row that says a test in %s is %s is refused', (from, to) => {
  expect(stateMove(from, to, states)).toHaveProperty('refused');
});
