import type { Separators } from './separators';

/** No escape sequence that is met is longer; what looks like a longer one is text. */
const LONGEST = 2000;

/** Control characters but tab and line feed: the database keeps no NUL, and nobody reads the rest. */
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

function hexText(digits: string, encoding: string): string | null {
  if (digits.length === 0 || digits.length % 2 === 1 || !/^[0-9A-Fa-f]+$/.test(digits)) return null;
  const bytes = new Uint8Array(digits.length / 2);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16);
  }
  return new TextDecoder(encoding).decode(bytes);
}

/** A formatting command of formatted text, as plain text; null where it is none. */
function formatted(command: string): string | null {
  const [, name, count] = /^\.(br|sp|ce|sk|in|ti|fi|nf)\s*[+-]?(\d{0,3})$/i.exec(command) ?? [];
  if (name === undefined) return null;
  const times = Math.min(Math.max(Number(count ?? ''), 1), 20);
  const kind = name.toLowerCase();
  if (kind === 'sp') return '\n'.repeat(times);
  if (kind === 'sk') return ' '.repeat(times);
  return kind === 'br' || kind === 'ce' ? '\n' : '';
}

/** What a sequence between two escape characters stands for; null where it is no sequence. */
function meant(sequence: string, separators: Separators, encoding: string): string | null {
  switch (sequence) {
    case 'F':
      return separators.field;
    case 'S':
      return separators.component;
    case 'T':
      return separators.subcomponent ?? '&';
    case 'R':
      return separators.repetition;
    case 'E':
      return separators.escape ?? '\\';
    case 'P':
      return '#';
    case 'H':
    case 'N':
      return '';
    default:
  }
  if (sequence.startsWith('.')) return formatted(sequence);
  if (sequence.startsWith('X')) return hexText(sequence.slice(1), encoding);
  // Other character sets, and sequences of the maker's own: nothing that could be shown.
  return /^(?:[CM][0-9A-Fa-f]{4,6}|Z\w{0,20})$/.test(sequence) ? '' : null;
}

/**
 * A value with its escape sequences resolved and control characters left out. `encoding` is that of
 * the message: \X..\ holds bytes of it. What is no sequence stays as it is written, its backslash
 * included: paths and units are met unescaped. Linear in the text.
 */
export function unescape(raw: string, separators: Separators, encoding: string): string {
  const mark = separators.escape;
  if (mark === null || !raw.includes(mark)) return raw.replace(CONTROLS, '');
  let text = '';
  let at = 0;
  for (;;) {
    const open = raw.indexOf(mark, at);
    if (open < 0) break;
    text += raw.slice(at, open);
    const close = raw.indexOf(mark, open + 1);
    if (close < 0) {
      at = open;
      break;
    }
    const known =
      close - open - 1 > LONGEST ? null : meant(raw.slice(open + 1, close), separators, encoding);
    // An unknown one leaves its second mark to begin the next.
    text += known ?? raw.slice(open, close);
    at = known === null ? close : close + 1;
  }
  return (text + raw.slice(at)).replace(CONTROLS, '');
}
