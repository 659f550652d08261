/** The colour of a state's drawing; a lab's own state has that of soft text. */
export function stateColour(state: string): string {
  return `var(--color-state-${state.replaceAll('_', '-')}, var(--color-ink-soft))`;
}
