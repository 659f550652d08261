import { UnreadableMessage } from '../event';
import { decodeMessage } from './decode-bytes';
import { separatorsOf, type Separators } from './separators';
import { unescape } from './unescape';

/** Values by repetition, component and subcomponent, all from 0. */
type Field = readonly (readonly (readonly string[])[])[];

/** One segment; `line` is its place in the message, from 1. */
export class Segment {
  readonly #fields: readonly string[];
  readonly #read = new Map<number, Field>();
  readonly #separators: Separators;
  readonly #encoding: string;

  constructor(
    readonly id: string,
    readonly line: number,
    fields: readonly string[],
    separators: Separators,
    encoding: string,
  ) {
    this.#fields = fields;
    this.#separators = separators;
    this.#encoding = encoding;
  }

  /** A field as it is written, by its number in the standard. */
  raw(field: number): string {
    return this.#fields[field] ?? '';
  }

  /** A field taken apart, once. */
  field(number: number): Field {
    let field = this.#read.get(number);
    if (field === undefined) {
      field = this.#takeApart(this.raw(number));
      this.#read.set(number, field);
    }
    return field;
  }

  /** Repetition, component and subcomponent from 1; empty where there is none. Escapes resolved. */
  value(field: number, component = 1, subcomponent = 1, repetition = 1): string {
    return this.field(field)[repetition - 1]?.[component - 1]?.[subcomponent - 1] ?? '';
  }

  /** A whole repetition as one text: its components as they are written, escapes resolved. */
  text(field: number): string[] {
    const { repetition } = this.#separators;
    return this.raw(field)
      .split(repetition)
      .map((one) => unescape(one, this.#separators, this.#encoding).trim());
  }

  #takeApart(raw: string): Field {
    const { repetition, component, subcomponent } = this.#separators;
    return raw
      .split(repetition)
      .map((one) =>
        one
          .split(component)
          .map((part) =>
            (subcomponent === null ? [part] : part.split(subcomponent)).map((value) =>
              unescape(value, this.#separators, this.#encoding).trim(),
            ),
          ),
      );
  }
}

export type Hl7Message = {
  separators: Separators;
  /** MSH first. */
  segments: readonly Segment[];
  msh: Segment;
  remarks: string[];
};

/**
 * A line ends with a carriage return as the standard has it, with a line feed, or both. Where there
 * are carriage returns, a line feed within a line is text, unless a segment begins after it.
 */
function linesOf(text: string, field: string): string[] {
  if (!text.includes('\r')) return text.split('\n');
  const lines = text.split('\r').map((line) => (line.startsWith('\n') ? line.slice(1) : line));
  return lines.flatMap((line) => {
    if (!line.includes('\n')) return [line];
    const joined: string[] = [];
    let held: string[] = [];
    for (const part of line.split('\n')) {
      const begins = /^\s*[A-Z][A-Z0-9]{2}/.test(part) && part.trimStart().charAt(3) === field;
      if (begins && held.length > 0) {
        joined.push(held.join('\n'));
        held = [];
      }
      held.push(part);
    }
    joined.push(held.join('\n'));
    return joined;
  });
}

/**
 * Takes a message apart into its segments, whatever its frame, byte-order mark, character set, line
 * ends and separators. What is no segment is named in the remarks. Work and memory grow with the
 * bytes alone. Throws UnreadableMessage where it does not begin with a readable MSH.
 */
export function parseHl7(bytes: Uint8Array): Hl7Message {
  const { text: decoded, encoding, remarks } = decodeMessage(bytes);
  const text = decoded.replace(/^[\s\uFEFF\u0000]+/, '');
  if (!text.startsWith('MSH')) {
    throw new UnreadableMessage(
      'malformed',
      'An HL7 message begins with MSH; this one does not.',
      'AR',
    );
  }
  const separators = separatorsOf(text);
  if (separators === null) {
    throw new UnreadableMessage(
      'malformed',
      'MSH-1 and MSH-2 must name different separators, such as |^~\\&.',
      'AR',
    );
  }
  const { field } = separators;
  const segments: Segment[] = [];
  const strange: number[] = [];
  linesOf(text, field).forEach((given, index) => {
    const line = given.trimStart();
    if (!/[^\s\u0000-\u001f]/.test(line)) return;
    const id = line.slice(0, 3);
    const after = line.charAt(3);
    if (!/^[A-Z][A-Z0-9]{2}$/.test(id) || (after !== field && line.length > 3)) {
      strange.push(index + 1);
      return;
    }
    if (id === 'MSH' && segments.length > 0) {
      throw new UnreadableMessage(
        'malformed',
        `Line ${index + 1} begins a second message; send each by itself.`,
        'AR',
      );
    }
    const parts = line.split(field);
    // MSH-1 is the separator itself, so everything after it is one further.
    const fields = id === 'MSH' ? [id, field, ...parts.slice(1)] : parts;
    segments.push(new Segment(id, index + 1, fields, separators, encoding));
  });
  if (strange.length === 1) remarks.push(`Line ${strange[0]} is no segment and was left out.`);
  if (strange.length > 1) {
    remarks.push(
      `${strange.length} lines are no segments and were left out; the first is line ${strange[0]}.`,
    );
  }
  const [msh] = segments;
  if (msh === undefined) throw new UnreadableMessage('malformed', 'MSH is empty.', 'AR');
  return { separators, segments, msh, remarks };
}
