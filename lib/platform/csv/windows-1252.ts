// Written out, as Node's own TextDecoder took windows-1252 for ISO 8859-1 in some versions. The
// five places that mean nothing stay the control characters they are, and so become faults.
const HIGH = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const C1 = /[\u0080-\u009f]/g;

/** Text decoded byte by byte (ISO 8859-1) as Windows-1252 means it: 0x80 is the euro sign. */
export function fromLatin1(text: string): string {
  return text.replace(C1, (letter) => HIGH.charAt(letter.charCodeAt(0) - 0x80));
}
