/**
 * A letter for each action, pressed with Alt: the first letter of its label that is still free, else
 * any that is. The same actions always get the same letters.
 */
export function shortcutLetters(
  actions: readonly { action: string; label: string }[],
): Map<string, string> {
  const letters = new Map<string, string>();
  const used = new Set<string>();
  for (const { action, label } of actions) {
    const candidates = [...label.toUpperCase(), ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const letter = candidates.find((each) => /^[A-Z]$/.test(each) && !used.has(each));
    if (letter === undefined) continue;
    used.add(letter);
    letters.set(action, letter);
  }
  return letters;
}
