const utf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');

/**
 * Text of an instrument: UTF-8, with or without a byte-order mark, or else Windows-1252, which holds
 * Latin-1. NUL is left out: the database keeps none.
 */
export function decodeText(bytes: Uint8Array): string {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    text = windows1252.decode(bytes);
  }
  return text.includes('\u0000') ? text.replaceAll('\u0000', '') : text;
}
