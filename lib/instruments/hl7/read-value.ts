import type { Segment } from './parse-segments';

/** What OBX-2 and OBX-5 say: a value, nothing, or something that is no result. */
export type ObservedValue =
  | { kind: 'value'; value: string; text: boolean }
  | { kind: 'none' }
  | { kind: 'attachment'; type: string };

/** Images, waveforms and documents: encapsulated data and reference pointers. */
const ATTACHMENTS = new Set(['ED', 'RP']);
const CODED = new Set(['CE', 'CWE', 'CNE', 'CF']);
const TEXTUAL = new Set(['TX', 'FT', 'ST']);

const VALUE_FIELD = 5;

/** Structured numeric: comparator, number, separator, number, such as `>^100`, `^1^:^128`, `^3^+`. */
function structured(segment: Segment, repetition: number): string {
  const part = (component: number) =>
    segment.value(VALUE_FIELD, component, 1, repetition).replace(/\s+/g, '');
  const comparator = part(1) === '=' ? '' : part(1);
  return comparator + part(2) + part(3) + part(4);
}

/** Number as the standard has it: blanks around it, and a plus before it, say nothing. */
function numeric(given: string): string {
  const text = given.trim();
  return /^\+\s*[\d.]/.test(text) ? text.slice(1).trim() : text;
}

/** Of a coded value, the words or the code; each where it has no other. */
function coded(segment: Segment, repetition: number, want: 'text' | 'code'): string {
  const [code, words, otherCode, otherWords, original] = [1, 2, 4, 5, 9].map((component) =>
    segment.value(VALUE_FIELD, component, 1, repetition),
  );
  const inWords = words || original || otherWords;
  const inCode = code || otherCode;
  return (want === 'text' ? inWords || inCode : inCode || inWords) ?? '';
}

/**
 * The value of an OBX by its type (OBX-2; without one it is text). Repetitions are one value, with
 * `; ` between them, or a line each where they are text.
 */
export function readObservedValue(obx: Segment, want: 'text' | 'code'): ObservedValue {
  const type = obx.value(2).toUpperCase();
  if (ATTACHMENTS.has(type)) return { kind: 'attachment', type };
  const repetitions = obx.field(VALUE_FIELD).map((_, index) => index + 1);
  const texts = TEXTUAL.has(type) || type === '' ? obx.text(VALUE_FIELD) : [];
  const values = repetitions.map((repetition) => {
    if (type === 'SN') return structured(obx, repetition);
    if (CODED.has(type)) return coded(obx, repetition, want);
    if (type === 'NM') return numeric(obx.value(VALUE_FIELD, 1, 1, repetition));
    return texts[repetition - 1] ?? obx.value(VALUE_FIELD, 1, 1, repetition);
  });
  const given = values.filter((value) => value !== '' && value !== '""');
  if (given.length === 0) return { kind: 'none' };
  const text = type === 'TX' || type === 'FT';
  return { kind: 'value', value: given.join(text ? '\n' : '; '), text };
}
