/** The text of these fields of a form, trimmed; empty where there is none. */
export function textsOf<const N extends string>(
  form: FormData,
  names: readonly N[],
): Record<N, string>;
export function textsOf(form: FormData, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => {
      const value = form.get(name);
      return [name, typeof value === 'string' ? value.trim() : ''];
    }),
  );
}
