const ESCAPES: Readonly<Record<string, string>> = {
  '|': '&F&',
  '^': '&S&',
  '\\': '&R&',
  '&': '&E&',
  '\r': '&X0D&',
  '\n': '&X0A&',
};

/** Text as it may stand in a component, with the usual delimiters. */
export const escapeText = (text: string): string =>
  text.replace(/[|^\\&\r\n]/g, (one) => ESCAPES[one] ?? one);

/** The header of a message with the usual delimiters. */
export function headerRecord(fields: Readonly<Record<number, string>>): string {
  return writeRecord('H', { ...fields, 2: '\\^&' });
}

/**
 * A record with the usual delimiters, its fields by their number in the standard: 3 of an order is
 * O-3. Fields are written as given: whatever is text in them must have been escaped.
 */
export function writeRecord(type: string, fields: Readonly<Record<number, string>>): string {
  const last = Math.max(1, ...Object.keys(fields).map(Number));
  const written = Array.from({ length: last - 1 }, (_, index) => fields[index + 2] ?? '');
  return [type, ...written].join('|');
}
