import { UnreadableMessage } from '../event';
import type { Remarks } from './remarks';

/** As the header of the message gives them: field, then H-2; `|`, `\`, `^` and `&` as a rule. */
export type Delimiters = { field: string; repeat: string; component: string; escape: string };

/** A record of LIS2-A2. Fields are as they were sent, the type first: escapes are still in them. */
export type AstmRecord = {
  type: string;
  /** Which record of the body, counted from 1. */
  nth: number;
  fields: readonly string[];
  delimiters: Delimiters;
  /** Fields that were taken apart before, by their number. */
  taken: Map<number, readonly (readonly string[])[]>;
};

/** The records of one message, H first. */
export type AstmMessage = { records: AstmRecord[]; ended: boolean };

const DELIMITER = /^[!-/:-@[-`{-~]$/;
/** The talk of a line, padding and byte-order marks, that stand in a body without frames. */
const NOISE = /[\u0001-\u0006\u0015\u0017\u001a\ufeff]/g;

const malformed = (text: string) => new UnreadableMessage('malformed', text);

/** What a header such as `H|\^&|…` says of itself; null where it is none. */
function delimitersOf(line: string): Delimiters | null {
  const [type, field = '', repeat = '', component = '', escape = ''] = line.slice(0, 5);
  const all = [field, repeat, component, escape];
  const good = all.every((one) => DELIMITER.test(one)) && new Set(all).size === all.length;
  const after = line[5];
  if (type !== 'H' || !good || (after !== undefined && after !== field)) return null;
  return { field, repeat, component, escape };
}

/**
 * The messages of a body, each from its H. Records end with CR, LF or both; a line that begins none
 * belongs to the record before it. Throws UnreadableMessage where there is no header, or a record
 * stands outside of a message.
 */
export function readRecords(text: string, remarks: Remarks): AstmMessage[] {
  const messages: AstmMessage[] = [];
  let delimiters: Delimiters | null = null;
  let open: string | null = null;
  let nth = 0;

  const close = () => {
    const message = messages.at(-1);
    if (open === null || delimiters === null || !message) return;
    const fields = open.split(delimiters.field);
    const type = fields[0] ?? '';
    message.records.push({ type, nth, fields, delimiters, taken: new Map() });
    message.ended ||= type === 'L';
    open = null;
  };

  for (const line of text.replace(NOISE, '').split(/[\r\n]+/)) {
    if (line.trim() === '') continue;
    const own = delimitersOf(line);
    if (own || delimiters === null || (line[0] === 'H' && line[1] === delimiters.field)) {
      close();
      nth += 1;
      if (!own) {
        throw malformed(
          `Record ${nth} must be a header, H and four different delimiters, such as H|\\^&.`,
        );
      }
      delimiters = own;
      messages.push({ records: [], ended: false });
      open = line;
    } else if (line === 'L' || (/^[A-Z]/.test(line) && line[1] === delimiters.field)) {
      close();
      nth += 1;
      if (messages.at(-1)?.ended) throw malformed(`Record ${nth} stands after L, without H.`);
      open = line;
    } else {
      remarks.add(`A line after record ${nth} begins no record; it was taken as part of it.`);
      open = `${open ?? ''}\n${line}`;
    }
  }
  close();
  if (messages.length === 0) throw malformed('There is no record in it.');
  return messages;
}
