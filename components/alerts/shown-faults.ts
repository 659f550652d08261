import type { FieldError } from '@/components/ui/form-errors';

/** The field a fault is shown at: itself, or the one that holds it (`channels` of `channels.2`). */
function shownAt(field: string, shown: readonly string[]): string | null {
  let name = field;
  while (name !== '') {
    if (shown.includes(name)) return name;
    name = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '';
  }
  return null;
}

/** Faults by the fields that a form has, `shown`; those it has none for are left out. */
export function shownFaults(faults: readonly FieldError[], shown: readonly string[]): FieldError[] {
  return faults.flatMap(({ field, message }) => {
    const name = shownAt(field, shown);
    return name === null ? [] : [{ field: name, message }];
  });
}
