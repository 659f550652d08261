import { v4 } from 'uuid';
import { cutText } from '../cut-text';
import type { UnreadableMessage } from '../event';
import { parseHl7, type Segment } from './parse-segments';
import { encodingCharacters, USUAL_SEPARATORS, type Separators } from './separators';

/** AA: stored. AE: wrong content, or send it again. AR: refused, and no use to send it again. */
export type AcknowledgementCode = 'AA' | 'AE' | 'AR';

/** Table 0357, by what was wrong. */
const CONDITIONS = {
  malformed: '102^Data type error^HL70357',
  unsupported: '200^Unsupported message type^HL70357',
  bad_checksum: '102^Data type error^HL70357',
  incomplete: '101^Required field missing^HL70357',
  other: '207^Application internal error^HL70357',
} as const;

type Circumstances = {
  now: Date;
  /** MSH-10 of the answer. */
  controlId: string;
  /** Of UnreadableMessage; `other` by default. */
  condition: UnreadableMessage['code'] | 'other';
};

/** A time as HL7 writes it, in UTC. */
function written(at: Date): string {
  return `${at
    .toISOString()
    .replace(/[-:TZ]/g, '')
    .slice(0, 14)}+0000`;
}

/** A text as a field: separators escaped, one line. */
function escaped(text: string, separators: Separators): string {
  const line = cutText(text.replace(/[\u0000-\u001f\u007f]+/g, ' '), 1000);
  const { escape } = separators;
  const sequences: Readonly<Record<string, string>> = {
    [separators.field]: 'F',
    [separators.component]: 'S',
    [separators.repetition]: 'R',
    ...(separators.subcomponent === null ? {} : { [separators.subcomponent]: 'T' }),
    ...(escape === null ? {} : { [escape]: 'E' }),
  };
  return Array.from(line, (character) => {
    const sequence = Object.hasOwn(sequences, character) ? sequences[character] : undefined;
    if (sequence === undefined) return character;
    return escape === null ? ' ' : escape + sequence + escape;
  }).join('');
}

const NOTHING: { separators: Separators; msh: Segment | null } = {
  separators: USUAL_SEPARATORS,
  msh: null,
};

/** MSH of what came, or nothing where that is unreadable. Only its head is read. */
function headerOf(bytes: Uint8Array): typeof NOTHING {
  try {
    return parseHl7(bytes.subarray(0, HEAD_BYTES));
  } catch {
    return NOTHING;
  }
}

const HEAD_BYTES = 4096;
/** Kept as it is written: the answer uses the same separators. */
const clip = (field: string | undefined) => cutText(field ?? '', 250);

/**
 * The acknowledgement of a message (original mode: MSH, MSA, and ERR where it is not AA), in the
 * separators it came in, its carriage returns included and without a frame. MSA-2 is its MSH-10;
 * empty where the bytes are so unreadable that there is none. `text` says why, and is shown as it is:
 * it must hold no patient's data. To be sent as UTF-8.
 */
export function acknowledge(
  bytes: Uint8Array,
  code: AcknowledgementCode,
  text: string | null,
  {
    now = new Date(),
    controlId = v4().replaceAll('-', '').slice(0, 20),
    condition = 'other',
  }: Partial<Circumstances> = {},
): string {
  const { separators, msh } = headerOf(bytes);
  const raw = (field: number) => clip(msh?.raw(field));
  const trigger = msh?.value(9, 2).slice(0, 3) ?? '';
  const type = ['ACK', ...(trigger === '' ? [] : [escaped(trigger, separators), 'ACK'])];
  const reason = text === null ? '' : escaped(text, separators);
  const segments = [
    [
      `MSH${separators.field}${encodingCharacters(separators)}`,
      // Whoever was spoken to answers, whoever spoke is answered.
      raw(5),
      raw(6),
      raw(3),
      raw(4),
      written(now),
      '',
      type.join(separators.component),
      controlId,
      raw(11) || 'P',
      raw(12) || '2.5.1',
      // Characters beyond ASCII are said to be UTF-8.
      ...(/[^\u0000-\u007f]/.test(reason + raw(3) + raw(4) + raw(5) + raw(6) + raw(10))
        ? ['', '', '', '', '', 'UNICODE UTF-8']
        : []),
    ],
    ['MSA', code, raw(10), reason],
  ];
  if (code !== 'AA') {
    const coded = CONDITIONS[condition].replaceAll('^', separators.component);
    segments.push(['ERR', '', '', coded, 'E', '', '', '', reason]);
  }
  return segments
    .map((fields) => `${fields.join(separators.field).replace(/[\u0000-\u001f\u007f]+/g, ' ')}\r`)
    .join('');
}
