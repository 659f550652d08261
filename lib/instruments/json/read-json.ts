import { AppError } from '@/lib/platform/errors';
import { parseInput } from '@/lib/platform/http/parse-input';
import { cutText } from '../cut-text';
import {
  type CodeName,
  type InstrumentEvent,
  type ReadingContext,
  type ReadMessage,
  type ReportedResult,
  type SpecimenName,
  UnreadableMessage,
} from '../event';
import { type JsonEvent, JsonMessage } from './contract';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** So many wrong fields are named. */
const NAMED_FIELDS = 5;

/** What the engine says without its quotation: that may be of a patient, and everybody reads this. */
function whereOf(error: unknown): string {
  const why = error instanceof Error ? error.message : '';
  return cutText(why.replace(/(?:, |^)(?:\.\.\.)?".*$/s, ''), 200) || 'it is cut short or garbled';
}

function parsedJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    throw new UnreadableMessage('malformed', 'It is not UTF-8, as JSON is.');
  }
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed;
  } catch (error) {
    throw new UnreadableMessage('malformed', `It is not JSON: ${whereOf(error)}`);
  }
}

function checked(input: unknown): readonly JsonEvent[] {
  try {
    return parseInput(JsonMessage, input).rows;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields = error.fields ?? [];
    const named = fields.slice(0, NAMED_FIELDS).map(({ field, message }) => `${field} ${message}`);
    const more = fields.length > NAMED_FIELDS ? [`and ${fields.length - NAMED_FIELDS} more`] : [];
    throw new UnreadableMessage('malformed', [...named, ...more].join('; ') || error.message);
  }
}

const named = (number: string): SpecimenName => ({ number, alternatives: [] });
const coded = (code: string | undefined): CodeName | null =>
  code === undefined ? null : { code, alternatives: [] };

type GivenResult = Extract<JsonEvent, { type: 'specimen.resulted' }>['data']['results'][number];

function reported(given: GivenResult): ReportedResult {
  return {
    analyte: { code: given.analyte, alternatives: [] },
    value: given.value,
    unit: given.unit ?? null,
    referenceRange: given.reference_range ?? null,
    flags: given.flags ?? [],
    status: given.status ?? 'final',
    observedAt: given.observed_at ?? null,
    comment: given.comment ?? null,
    ...(given.critical === undefined ? {} : { critical: given.critical }),
    ...(given.device === undefined ? {} : { device: given.device }),
  };
}

function eventOf(said: JsonEvent, receivedAt: Date): InstrumentEvent {
  const at = said.time ?? receivedAt;
  switch (said.type) {
    case 'specimen.started': {
      const { specimen_id, assay } = said.data;
      return { kind: 'specimen.started', specimen: named(specimen_id), assay: coded(assay), at };
    }
    case 'specimen.resulted': {
      const { specimen_id, assay, results } = said.data;
      const values = results.map(reported);
      // Cancelled ones never come.
      const counted = values.filter(({ status }) => status !== 'cancelled');
      const complete =
        counted.length > 0 && counted.every(({ status }) => status !== 'preliminary');
      const tests = [{ assay: coded(assay), results: values, complete, at }];
      return { kind: 'specimen.resulted', specimen: named(specimen_id), tests, at };
    }
    case 'specimen.failed': {
      const { specimen_id, assay, error_code, message } = said.data;
      return {
        kind: 'specimen.failed',
        specimen: named(specimen_id),
        assay: coded(assay),
        errorCode: error_code,
        message: message || null,
        at,
      };
    }
    case 'device.state':
      return { kind: 'device.state', code: said.data.code, reason: null, at };
    case 'device.heartbeat':
      return { kind: 'device.heartbeat', at };
    case 'container.moved':
    case 'step.started':
    case 'step.finished':
      return { kind: said.type, data: said.data, at };
  }
}

/**
 * JSON events of an instrument: one, or an array of at most 1,000 `{type, time, data}`. All or
 * nothing: what is unknown or wrong is refused by its place, such as `events.3.data.assay`. Throws
 * UnreadableMessage, code malformed.
 */
export function readJson(bytes: Uint8Array, context: ReadingContext): ReadMessage {
  const said = checked(parsedJson(bytes));
  return {
    events: said.map((one) => eventOf(one, context.receivedAt)),
    kind: said[0]?.type ?? null,
    controlId: null,
    remarks: [],
  };
}
