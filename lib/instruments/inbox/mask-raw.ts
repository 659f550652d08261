import { JsonMessage } from '../json/contract';
import type { MESSAGE_FORMATS } from './contract';

type Format = (typeof MESSAGE_FORMATS)[number];

const MASK = '•••';
const FREE_TEXT_AFTER = new Set(['NTE', 'C']);

/** Segments of HL7 that say nothing of a patient; every other is masked, known or not. */
const HL7_SHOWN = new Set(
  'MSH MSA ERR SFT BHS BTS FHS FTS DSC SPM SAC INV OBR OBX ORC TQ1 TQ2 TCD SID EQU ISD NDS NST ECD ECR CNS ROL CTI EQP'.split(
    ' ',
  ),
);
/** Records of ASTM likewise; Q names the patient before the specimen. */
const ASTM_SHOWN = new Set(['H', 'O', 'R', 'L', 'M']);
/** Relevant clinical information: what is said of a patient within a segment that is shown. */
const MASKED_FIELDS: Readonly<Record<string, readonly number[]>> = { OBR: [13], O: [13] };

/** Segments that say who it is: what follows one within another segment is its own. */
const HL7_PATIENT = 'PID|PD1|NK1|PV1|PV2|IN1|IN2|IN3|GT1|MRG';

const escaped = (one: string) => one.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

const utf8 = new TextDecoder('utf-8', { fatal: true });
const windows1252 = new TextDecoder('windows-1252');

function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}

/** Control characters as pictures of themselves, so that frames can be seen; line ends as such. */
function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (one) =>
      String.fromCharCode(0x2400 + one.charCodeAt(0)),
    )
    .replace(/\u007f/g, '\u2421');
}

/** The bytes of a message as text that can be shown. */
export function rawText(bytes: Uint8Array): string {
  return printable(decoded(bytes));
}

/** Everything but the delimiters, of whatever length it was. */
function maskRuns(text: string, delimiters: string): string {
  let masked = '';
  let inRun = false;
  for (const one of text) {
    const kept = delimiters.includes(one) || one === '\n' || /[\u2400-\u2421]/.test(one);
    if (kept) masked += one;
    else if (!inRun) masked += MASK;
    inRun = !kept;
  }
  return masked;
}

type Masking = {
  separator: string;
  delimiters: string;
  shown: ReadonlySet<string>;
  /** Where a patient begins within a record: its line end is none that we know, such as a written \r. */
  patient: RegExp;
};

/** Of a record that is shown, all from where a patient begins in it is masked. */
function withoutPatient(record: string, { patient, delimiters }: Masking): string {
  const at = record.search(patient);
  return at < 0 ? record : record.slice(0, at) + maskRuns(record.slice(at), delimiters);
}

/** One line or record. `before` says whether the one it comments or goes on with was shown. */
function maskRecord(record: string, before: boolean, masking: Masking) {
  const { separator, delimiters, shown } = masking;
  const fields = record.split(separator);
  const [type = ''] = fields;
  const named = /^[A-Z][A-Z0-9]{0,2}$/.test(type);
  const isShown = named && FREE_TEXT_AFTER.has(type) ? before : named && shown.has(type);
  if (isShown) {
    const masked = MASKED_FIELDS[type] ?? [];
    const text = fields
      .map((field, index) => (masked.includes(index) ? maskRuns(field, delimiters) : field))
      .join(separator);
    return { text: withoutPatient(text, masking), isShown };
  }
  if (!named) return { text: maskRuns(record, delimiters), isShown };
  return {
    text: [type, ...fields.slice(1).map((field) => maskRuns(field, delimiters))].join(separator),
    isShown,
  };
}

function maskHl7(text: string): string {
  const header = /(?:^|[\n\u240b])MSH([^A-Za-z0-9\s])(.{0,4})/.exec(text);
  const separator = header?.[1];
  if (separator === undefined) return maskRuns(text, '');
  const delimiters = separator + (header?.[2] ?? '').split(separator, 1)[0];
  const patient = RegExp(`(?<![A-Z0-9])(?:${HL7_PATIENT})${escaped(separator)}`);
  const masking = { separator, delimiters, shown: HL7_SHOWN, patient };
  let before = false;
  return text
    .split('\n')
    .map((line) => {
      const [, frame = '', rest = ''] = /^([\u2400-\u2421\ufeff]*)(.*)$/su.exec(line) ?? [];
      if (rest === '') return frame;
      const masked = maskRecord(rest, before, masking);
      before = masked.isShown;
      return frame + masked.text;
    })
    .join('\n');
}

/** Pictures of STX with the frame's number, of ETX and ETB with the checksum, and of the line. */
const FRAMING =
  /(\u2402[0-7]?|[\u2403\u2417][0-9A-Fa-f]{0,2}|[\u2401\u2404\u2405\u2406\u2415]|\n)/u;

/** Records run on from a frame that ends with ETB into the next. */
function maskAstm(text: string): string {
  const header = /(?:^|[\n\u2402][0-7]?)H([!-/:-@[-`{-~])([!-/:-@[-`{-~]{0,3})/.exec(text);
  const separator = header?.[1];
  if (separator === undefined) return maskRuns(text, '');
  const delimiters = separator + (header?.[2] ?? '');
  const [mark, kept] = [escaped(separator), Array.from(delimiters, escaped).join('')];
  const patient = RegExp(`(?<![A-Z0-9${kept}])P${mark}\\d`);
  const masking = { separator, delimiters, shown: ASTM_SHOWN, patient };
  let before = false;
  let type = '';
  let goesOn = false;
  let betweenFrames = false;
  return text
    .split(FRAMING)
    .map((part) => {
      if (part === '') return '';
      if (part.startsWith('\u2402')) betweenFrames = false;
      else if (/^[\u2403\u2417]/.test(part)) {
        betweenFrames = true;
        goesOn = part.startsWith('\u2417');
      } else if (part === '\n') {
        if (!betweenFrames) goesOn = false;
      } else if (!/^[\u2401\u2404\u2405\u2406\u2415]/.test(part)) {
        // Where in the record the rest of it stands is not known: of O it may be what is masked.
        if (goesOn) {
          return before && type !== 'O'
            ? withoutPatient(part, masking)
            : maskRuns(part, delimiters);
        }
        const masked = maskRecord(part, before, masking);
        before = masked.isShown;
        type = part.split(separator, 1)[0] ?? '';
        goesOn = false;
        return masked.text;
      }
      return part;
    })
    .join('');
}

/** Members that an event has and a patient has not. */
const JSON_SHOWN = new Set(
  'type time data specimen_id assay results analyte value unit status flags code error_code'.split(
    ' ',
  ),
);

/** … which hold others: text in their place may be a message of any kind. */
const JSON_HOLDERS = new Set(['data', 'results']);
/** No code, number or value is longer, or has fields of its own. */
const isPlain = (text: unknown) =>
  typeof text !== 'string' || (text.length <= 64 && !/[|\r\n]/.test(text));

function maskValue(value: unknown, isShown: boolean, showsText: boolean): unknown {
  if (Array.isArray(value)) return value.map((one) => maskValue(one, isShown, showsText));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        const inList = JSON_SHOWN.has(name);
        const shown = isShown && inList;
        return [inList ? name : MASK, maskValue(inner, shown, shown && !JSON_HOLDERS.has(name))];
      }),
    );
  }
  return value === null || (showsText && isPlain(value)) ? value : MASK;
}

/** Events that are as they should be have no member a patient could stand in. */
function maskJson(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    const good = JsonMessage.safeParse(value).success;
    const shown = good ? value : maskValue(value, true, false);
    return JSON.stringify(shown, null, 2);
  } catch {
    return maskRuns(text, '{}[]:,"');
  }
}

/**
 * A message's text with all masked that may be of a patient: segments, records and members that are
 * not known to be of a specimen, a result or a device, and everything where the text cannot be taken
 * apart. Delimiters stay, lengths do not.
 */
export function maskRaw(format: Format, bytes: Uint8Array): string {
  const text = decoded(bytes).replace(/^\ufeff/, '');
  switch (format) {
    case 'json':
      return maskJson(text);
    case 'hl7':
      return maskHl7(printable(text));
    case 'astm':
      return maskAstm(printable(text));
  }
}
