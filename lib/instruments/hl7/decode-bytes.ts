import { cutText } from '../cut-text';
import { UnreadableMessage } from '../event';
import { separatorsOf } from './separators';

const END = 0x1c;

/** MSH-18 (table 0211) to the name of an encoding; ASCII and what is absent are looked at instead. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'UNICODE UTF-8': 'utf-8',
  UTF8: 'utf-8',
  'UTF-8': 'utf-8',
  '8859/1': 'windows-1252',
  '8859/2': 'iso-8859-2',
  '8859/3': 'iso-8859-3',
  '8859/4': 'iso-8859-4',
  '8859/5': 'iso-8859-5',
  '8859/6': 'iso-8859-6',
  '8859/7': 'iso-8859-7',
  '8859/8': 'iso-8859-8',
  '8859/9': 'windows-1254',
  '8859/15': 'iso-8859-15',
  'ISO IR87': 'iso-2022-jp',
  'ISO IR159': 'iso-2022-jp',
  'GB 18030-2000': 'gb18030',
  'KS X 1001': 'euc-kr',
  'BIG-5': 'big5',
};

const hasUtf8Mark = (bytes: Uint8Array, at: number) =>
  bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf;

/** The bytes of the message alone: without frame, byte-order mark, and what comes before and after. */
function unframed(bytes: Uint8Array): Uint8Array {
  let from = 0;
  while (from < bytes.length) {
    if (hasUtf8Mark(bytes, from)) from += 3;
    // Blanks, the start of a frame, whatever else a line is woken with.
    else if ((bytes[from] ?? 0) <= 0x20) from += 1;
    else break;
  }
  // The end of a frame, also where its start is missing.
  const end = bytes.indexOf(END, from);
  return bytes.subarray(from, end < 0 ? bytes.length : end);
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The character set that MSH-18 names first, and any after it (`ASCII~ISO IR87`). */
function namedSets(bytes: Uint8Array): string[] {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 4096));
  const msh = head.split(/[\r\n]/, 1)[0] ?? '';
  const separators = separatorsOf(msh);
  if (separators === null || !msh.startsWith('MSH')) return [];
  const field = msh.split(separators.field)[17] ?? '';
  return field.split(separators.repetition).map((name) =>
    name
      .replace(/[\u0000-\u001f\u007f]/g, '')
      .trim()
      .toUpperCase(),
  );
}

/** The text of a message, what it is written in, and what was odd about that. */
export type DecodedMessage = { text: string; encoding: string; remarks: string[] };

/**
 * Decodes a message as MSH-18 says: UTF-8, Latin-1 and its relatives, what China, Japan and Korea
 * use, or UTF-16 by its mark. Where it names none, or its bytes are not what it names, they are read
 * as UTF-8 if they are that, else as Latin-1. Throws UnreadableMessage where nothing is left to read.
 */
export function decodeMessage(bytes: Uint8Array): DecodedMessage {
  const message = unframed(bytes);
  if (message.length === 0) throw new UnreadableMessage('malformed', 'The message is empty.', 'AR');
  const [first, second] = message;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const encoding = first === 0xff ? 'utf-16le' : 'utf-16be';
    const text = new TextDecoder(encoding).decode(bytes.subarray(bytes.indexOf(first)));
    return { text, encoding, remarks: [] };
  }
  const sets = namedSets(message);
  const named = sets.find((name) => name !== '' && name !== 'ASCII');
  const encoding = named === undefined ? undefined : ENCODINGS[named];
  if (encoding !== undefined) {
    const text = decoded(message, encoding);
    if (text !== null) return { text, encoding, remarks: [] };
  }
  const utf8 = decoded(message, 'utf-8');
  const taken = utf8 === null ? 'windows-1252' : 'utf-8';
  const text = utf8 ?? new TextDecoder(taken).decode(message);
  const remarks: string[] = [];
  if (named !== undefined) {
    const why = encoding === undefined ? 'is not known here' : 'is not what its bytes are';
    remarks.push(
      `MSH-18: the character set “${cutText(named, 40)}” ${why}; read as ${utf8 === null ? 'Latin-1' : 'UTF-8'}.`,
    );
  } else if (utf8 === null) {
    remarks.push('MSH-18 names no character set for what is not ASCII; read as Latin-1.');
  }
  return { text, encoding: taken, remarks };
}
