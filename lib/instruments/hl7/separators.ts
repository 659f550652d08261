/** The characters a message is taken apart by: MSH-1 and MSH-2. */
export type Separators = {
  field: string;
  component: string;
  repetition: string;
  /** null where MSH-2 is too short to name one; likewise the subcomponent's. */
  escape: string | null;
  subcomponent: string | null;
};

export const USUAL_SEPARATORS: Separators = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
};

const SEPARATOR = /^[!-/:-@[-`{-~]$/;

/** MSH-2 as it is written. */
export const encodingCharacters = (separators: Separators) =>
  separators.component +
  separators.repetition +
  (separators.escape ?? '') +
  (separators.subcomponent ?? '');

/**
 * The separators that a text beginning with MSH names; null where they are no separators: letters,
 * digits, or twice the same.
 */
export function separatorsOf(text: string): Separators | null {
  const field = text.charAt(3);
  if (!SEPARATOR.test(field)) return null;
  // Four, and the truncation character of 2.7.
  const end = text.slice(4, 10).indexOf(field);
  const given = end < 0 ? (text.slice(4).split(/[\r\n]/, 1)[0] ?? '') : text.slice(4, 4 + end);
  if (given === '') return { ...USUAL_SEPARATORS, field };
  if (given.length > 5) return null;
  const all = [field, ...given];
  if (!all.every((one) => SEPARATOR.test(one)) || new Set(all).size < all.length) return null;
  return {
    field,
    component: given.charAt(0),
    repetition: given.charAt(1) || USUAL_SEPARATORS.repetition,
    escape: given.charAt(2) || null,
    subcomponent: given.charAt(3) || null,
  };
}
