import type { DialectKind } from '../rule';
import { KIND_EXAMPLES } from './kind-examples';
import { ruleLinesOf } from './rule-lines';

export type Insertion = { at: number; insert: string };

function freeName(text: string, name: string): string {
  let free = name;
  for (let more = 2; text.includes(`name: ${free}\n`); more += 1) free = `${name} (${more})`;
  return free;
}

/** What to write where, for a rule of this kind to stand after the others of a text. */
export function insertRule(text: string, kind: DialectKind): Insertion {
  const { lines, head, end, indent } = ruleLinesOf(text);
  const [, name = kind] = /name: (.*)\n/.exec(KIND_EXAMPLES[kind]) ?? [];
  const example = KIND_EXAMPLES[kind]
    .replace(name, freeName(`${text}\n`, name))
    .replace(/^(?=.)/gm, ' '.repeat(indent));
  const isList = head === -1 && lines.some((line) => line.startsWith('- '));
  const begin = head === -1 && !isList ? 'rules:\n' : '';
  let last = end;
  while (last > 0 && (lines[last - 1] ?? '').trim() === '') last -= 1;
  const before = lines.slice(0, last).join('\n');
  const gap = before === '' ? '' : last - 1 === head ? '\n' : '\n\n';
  const more = text.slice(before.length).trim() === '' ? '' : '\n';
  const trailing = /^\s*/.exec(text.slice(before.length))?.[0] ?? '';
  const insert = `${gap}${begin}${example}${more}`;
  return { at: before.length, insert: trailing === '' ? insert : insert.replace(/\n+$/, '') };
}
