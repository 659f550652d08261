import type { InstrumentEvent, ReadMessage } from '../event';
import type { MappingTable } from '../mapping/contract';
import { DEFAULT_TABLE } from '../mapping/default-table';
import { readHl7 } from './read-hl7';

export const RECEIVED = new Date('2026-03-04T12:00:00Z');

/** Segments behind an MSH of this type, made at 10:15:30 in Berlin. */
export const message = (type: string, ...segments: readonly string[]) =>
  [`MSH|^~\\&|APP|FAC|LIS|LAB|20260304101530||${type}|77|P|2.5.1`, ...segments].join('\r');

/** Reads a text by the default table, with what is changed of it. */
export function readText(text: string, change: Partial<MappingTable> = {}): ReadMessage {
  const table = { ...DEFAULT_TABLE, ...change };
  return readHl7(new TextEncoder().encode(text), table, {
    timeZone: 'Europe/Berlin',
    receivedAt: RECEIVED,
  });
}

/** … with what is changed of its places and codes in HL7. */
export const readWith = (text: string, change: Partial<MappingTable['hl7']>) =>
  readText(text, { hl7: { ...DEFAULT_TABLE.hl7, ...change } });

type Kind = InstrumentEvent['kind'];

/** The events of one kind. */
export function eventsOf<K extends Kind>(
  read: ReadMessage,
  kind: K,
): Extract<InstrumentEvent, { kind: K }>[] {
  return read.events.filter(
    (event): event is Extract<InstrumentEvent, { kind: K }> => event.kind === kind,
  );
}

/** Every result of a message, in its order. */
export const resultsOf = (read: ReadMessage) =>
  eventsOf(read, 'specimen.resulted').flatMap(({ tests }) =>
    tests.flatMap(({ results }) => results),
  );
