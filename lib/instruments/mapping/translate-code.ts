/**
 * What a table makes of a code: ours, null where it says that it is to be left out, undefined where
 * it says nothing. Capitals count.
 */
export function translateCode<V>(codes: Readonly<Record<string, V>>, code: string): V | undefined {
  const key = code.trim();
  return Object.hasOwn(codes, key) ? codes[key] : undefined;
}
