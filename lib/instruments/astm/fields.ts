import { decodeText } from '../decode-text';
import type { AstmRecord, Delimiters } from './records';

const FIXED = { F: 'field', S: 'component', R: 'repeat', E: 'escape' } as const;
const isFixed = (name: string): name is keyof typeof FIXED => name in FIXED;

/**
 * Text with its escapes resolved: `&F&` `&S&` `&R&` `&E&` are the delimiters, `&Xdd…&` bytes in
 * hexadecimal, `&H&` and `&N&` switch highlighting and are left out. Whatever else stands between
 * two escape characters was not meant as an escape and stays.
 */
export function unescapeText(text: string, delimiters: Delimiters): string {
  const { escape } = delimiters;
  if (!text.includes(escape)) return text;
  const pieces = text.split(escape);
  let resolved = pieces[0] ?? '';
  for (let index = 1; index < pieces.length; index += 1) {
    const piece = pieces[index] ?? '';
    const meant = index + 1 < pieces.length ? meaningOf(piece, delimiters) : null;
    if (meant === null) {
      resolved += escape + piece;
      continue;
    }
    index += 1;
    resolved += meant + (pieces[index] ?? '');
  }
  return resolved;
}

function meaningOf(name: string, delimiters: Delimiters): string | null {
  if (isFixed(name)) return delimiters[FIXED[name]];
  if (name === 'H' || name === 'N') return '';
  if (name === '.br') return '\n';
  if (!/^X(?:[0-9A-Fa-f]{2})+$/.test(name)) return null;
  return decodeText(Buffer.from(name.slice(1), 'hex'));
}

/** A field as it was sent, counted as the standard counts: 1 is the type, of H 2 the delimiters. */
export function fieldOf(record: AstmRecord, field: number): string {
  return record.fields[field - 1] ?? '';
}

/** A field's repetitions and their components, escapes resolved and trimmed. */
export function repetitionsOf(record: AstmRecord, field: number): string[][] {
  const sent = fieldOf(record, field);
  if (sent === '' || (record.type === 'H' && field <= 2)) return [];
  const { delimiters } = record;
  return sent
    .split(delimiters.repeat)
    .map((repetition) =>
      repetition
        .split(delimiters.component)
        .map((component) => unescapeText(component, delimiters).trim()),
    );
}

/** All of a field as text: what is not empty of its components and repetitions. */
export function textOf(record: AstmRecord, field: number, between = ' '): string {
  return repetitionsOf(record, field)
    .flat()
    .filter((part) => part !== '')
    .join(between);
}
