/** When a window opens: the focus begins at the control with `data-first`, if one in it has it. */
export function focusFirst(event: Event): void {
  const content = event.currentTarget instanceof HTMLElement ? event.currentTarget : null;
  const first = content?.querySelector<HTMLElement>('[data-first]');
  if (!first) return;
  event.preventDefault();
  first.focus();
}
