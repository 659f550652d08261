/** Widths of characters of the drawing's type, in shares of its size. */
const NARROW = /[iljtfrI.,:;'’|!() -]/;
const WIDE = /[mwMW@%]/;
const CAPITAL = /[A-ZÄÖÜ0-9]/;

function characterWidth(character: string): number {
  if (NARROW.test(character)) return 0.36;
  if (WIDE.test(character)) return 0.88;
  return CAPITAL.test(character) ? 0.66 : 0.57;
}

/** About how wide a text is, in pixels; for a drawing that nobody measures. */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((sum, character) => sum + characterWidth(character), 0) * size;
}

/** The text, or its beginning with an ellipsis where it would be wider than that. */
export function shortText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size) > width) {
    characters.pop();
  }
  return `${characters.join('').trimEnd()}…`;
}
