const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * One way to write a decimal number, exact at any size: 120, 1.20e2 and 120.00 are all "12e1".
 * Anything that is not a number (Infinity) stays as it is.
 */
export function canonicalNumber(text: string): string {
  const [, sign = '', whole = '', fraction = '', power = '0'] = NUMBER.exec(text) ?? [];
  if (whole === '') return text;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  const exponent = Number(power) - fraction.length + (digits.length - kept.length);
  return `${sign}${kept}${exponent === 0 ? '' : `e${exponent}`}`;
}

function write(value: unknown): string {
  if (typeof value === 'string') {
    const rest = value.slice(1);
    return value.startsWith('n') ? canonicalNumber(rest) : JSON.stringify(rest);
  }
  if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, inner]) => [name, write(inner)] as const);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, text]) => `${JSON.stringify(name.slice(1))}:${text}`).join(',')}}`;
}

/**
 * JSON text in the one form that all equal JSON has: keys sorted by code units, no white space,
 * numbers by canonicalNumber, strings with the escapes of JSON.stringify. Of a key that stands
 * twice the last counts, as in jsonb. Throws SyntaxError for what is not JSON.
 */
export function canonicalJson(text: string): string {
  // JSON.parse would round numbers to doubles, so that an edit beyond the 17th digit went unseen:
  // they pass through it as strings, told apart from the others by a first letter.
  const marked = text.replace(TOKEN, (token) =>
    token.startsWith('"') ? `"s${token.slice(1)}` : `"n${token}"`,
  );
  return write(JSON.parse(marked));
}
