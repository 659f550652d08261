/** The colour of a state's lines; a state of a lab's own has none of its own. */
export function stateColour(key: string | null): string {
  if (key === null) return 'var(--color-muted)';
  return `var(--color-state-${key.replaceAll('_', '-')}, var(--color-ink-soft))`;
}
