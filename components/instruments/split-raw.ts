import type { Message } from '@/lib/instruments/inbox/contract';
import { ASTM_FIELDS, HL7_FIELDS } from './field-names';

/** A field as it stands, with its place and name (“OBX-5 Value”). */
export type RawField = { text: string; title: string };

/**
 * A segment or record: what stands before it of a frame, its name, and its fields with what parts
 * them. A line that is neither has no name, and itself as `lead`.
 */
export type RawLine = {
  lead: string;
  name: string | null;
  separator: string;
  fields: readonly RawField[];
};

const plain = (lead: string): RawLine => ({ lead, name: null, separator: '', fields: [] });

/** Pictures of control characters before a segment; of ASTM with a frame's number. */
const HL7_LINE = /^([\u2400-\u2421\ufeff]*)([A-Z][A-Z0-9]{2})(?:([^A-Za-z0-9\s])(.*))?$/su;
const ASTM_LINE = /^((?:\u2402[0-7]?|[\u2400-\u2421\ufeff])*)([A-Z])(?:([^A-Za-z0-9\s])(.*))?$/su;

function splitLine(line: string, format: 'hl7' | 'astm'): RawLine {
  const [, lead = '', name, separator, rest = ''] =
    (format === 'hl7' ? HL7_LINE : ASTM_LINE).exec(line) ?? [];
  if (name === undefined) return plain(line);
  if (separator === undefined) return { lead, name, separator: '', fields: [] };
  const names = (format === 'hl7' ? HL7_FIELDS : ASTM_FIELDS)[name] ?? {};
  // MSH-1 is the separator itself, and the letter of an ASTM record its first field.
  const first = format === 'astm' || name === 'MSH' ? 2 : 1;
  const fields = rest.split(separator).map((text, index) => {
    const place = index + first;
    return { text, title: [`${name}-${place}`, names[place]].filter(Boolean).join(' ') };
  });
  return { lead, name, separator, fields };
}

/** The text of a message as lines of named fields; JSON is laid out where it can be read. */
export function splitRaw(format: Message['format'], raw: string): RawLine[] {
  if (format !== 'json') {
    const lines = raw.split('\n');
    if (lines.at(-1) === '') lines.pop();
    return lines.map((line) => splitLine(line, format));
  }
  return laidOut(raw).split('\n').map(plain);
}

function laidOut(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
