import { decodeText } from './decode-text';
import type { AstmRecord, Delimiters } from './records';

const FIXED = { F: 'field', S: 'component', R: 'repeat', E: 'escape' } as const;
const isFixed = (name: string): name is keyof typeof FIXED => Object.hasOwn(FIXED, name);

/** Control characters but tab and line feed: the database keeps no NUL, and nobody reads the rest. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** What a sequence between two escape characters stands for; null where it is none. */
function meant(sequence: string, delimiters: Delimiters): string | null {
  if (isFixed(sequence)) return delimiters[FIXED[sequence]];
  if (sequence === 'H' || sequence === 'N') return '';
  if (sequence === '.br') return '\n';
  if (!/^X(?:[0-9A-Fa-f]{2})+$/.test(sequence)) return null;
  return decodeText(Buffer.from(sequence.slice(1), 'hex')).replaceAll(/\r\n?/g, '\n');
}

/**
 * Text with its escapes resolved: `&F&` `&S&` `&R&` `&E&` are the delimiters, `&Xdd…&` bytes in
 * hexadecimal, `&H&` and `&N&` switch highlighting and are left out. What is no sequence was not
 * meant as one and stays as it is written.
 */
export function unescapeText(text: string, delimiters: Delimiters): string {
  const mark = delimiters.escape;
  if (!text.includes(mark)) return text.replace(CONTROLS, '');
  const [first = '', ...pieces] = text.split(mark);
  let resolved = first;
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at] ?? '';
    const known = at + 1 < pieces.length ? meant(piece, delimiters) : null;
    if (known === null) {
      // Its second mark may begin the next.
      resolved += mark + piece;
    } else {
      at += 1;
      resolved += known + (pieces[at] ?? '');
    }
  }
  return resolved.replace(CONTROLS, '');
}

/** A field as it was sent, counted as the standard counts: 1 is the type, and of H 2 the delimiters. */
export function fieldOf(record: AstmRecord, field: number): string {
  return record.fields[field - 1] ?? '';
}

/** A field's repetitions and their components, escapes resolved and trimmed. */
export function repetitionsOf(record: AstmRecord, field: number): readonly (readonly string[])[] {
  const sent = fieldOf(record, field);
  if (sent === '') return [];
  const { delimiters, taken } = record;
  let apart = taken.get(field);
  if (apart === undefined) {
    apart = sent
      .split(delimiters.repeat)
      .map((one) =>
        one.split(delimiters.component).map((part) => unescapeText(part, delimiters).trim()),
      );
    taken.set(field, apart);
  }
  return apart;
}

/** All of a field as text: what is not empty of its repetitions and components. */
export function textOf(record: AstmRecord, field: number, between = ' '): string {
  return repetitionsOf(record, field)
    .flat()
    .filter((part) => part !== '')
    .join(between);
}
