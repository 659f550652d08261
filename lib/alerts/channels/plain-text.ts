/** Marks that turn the direction of text, and others that are not seen. */
const UNSEEN = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Text of people and instruments, fit for one line of a message: well-formed, without control
 * characters, line breaks and marks that are not seen, and of at most so many UTF-16 units, cut
 * between characters as people see them; a dash where nothing is left.
 */
export function plainText(text: string, most: number): string {
  const line = text
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(UNSEEN, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
  if (line === '') return '—';
  if (line.length <= most) return line;
  let cut = '';
  for (const { segment } of GRAPHEMES.segment(line.slice(0, most * 2))) {
    if (cut.length + segment.length > most - 1) break;
    cut += segment;
  }
  return `${cut.trimEnd()}…`;
}
