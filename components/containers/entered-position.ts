/** A position as it was typed; what is no number is none: left empty it must not become position 0. */
export function enteredPosition(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}
