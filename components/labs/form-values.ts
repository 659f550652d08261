/** The text of a field; nothing typed is null. */
export function textOf(data: FormData, name: string): string | null {
  const value = data.get(name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** The text of a field that must be given; nothing typed stays an empty text, and is refused. */
export function lineOf(data: FormData, name: string): string {
  return textOf(data, name) ?? '';
}

/**
 * A number as people type it, with a decimal point or comma; nothing typed is null. What is no
 * number stays the text it is, so that the refusal comes from where all refusals come from.
 */
export function numberOf(data: FormData, name: string): number | string | null {
  const text = textOf(data, name);
  if (text === null) return null;
  const value = Number(text.replace(/^([-−]?\d+),(\d+)$/, '$1.$2').replace('−', '-'));
  return Number.isFinite(value) ? value : text;
}

/** Lines or comma-separated parts as a list. */
export function listOf(data: FormData, name: string): string[] {
  return (textOf(data, name) ?? '')
    .split(/[\n,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** All values of a field that stands in the form several times. */
export function allOf(data: FormData, name: string): string[] {
  return data.getAll(name).filter((value) => typeof value === 'string');
}
