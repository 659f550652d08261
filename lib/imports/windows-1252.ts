const HIGH = new TextDecoder('windows-1252');
const C1 = /[\u0080-\u009f]/g;

/** Text decoded byte by byte (ISO 8859-1) as Windows-1252 means it: 0x80 is the euro sign. */
export function fromLatin1(text: string): string {
  return text.replace(C1, (letter) => HIGH.decode(Uint8Array.of(letter.charCodeAt(0))));
}
