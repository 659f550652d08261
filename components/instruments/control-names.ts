/** Of ASCII, from 0 on; those that frames are made of with what they mean. */
const NAMES =
  'NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US SP DEL'.split(
    ' ',
  );
const MEANINGS: Partial<Record<string, string>> = {
  STX: 'Start of text',
  ETX: 'End of text',
  ETB: 'End of block: the record goes on in the next frame',
  EOT: 'End of transmission',
  ENQ: 'Enquiry: about to send',
  ACK: 'Acknowledged',
  NAK: 'Not acknowledged',
  VT: 'Start of an MLLP message',
  FS: 'End of an MLLP message',
};

/** The name of a control character by its picture (U+2400 on), and what it means. */
export function controlName(picture: string): { name: string; means: string } | null {
  const name = NAMES[(picture.codePointAt(0) ?? 0) - 0x2400];
  return name === undefined ? null : { name, means: MEANINGS[name] ?? 'Control character' };
}
