import { type InstrumentEvent, type ReadMessage, UnreadableMessage } from '../event';
import type { Outcome, StoredMessage } from '../inbox/stored-message';
import type { MappingTable } from '../mapping/contract';
import { readMessage } from '../read-message';
import { firstNumbersOf } from './wanted-names';

/** A message with what it says, or with why nobody can tell. */
export type Heard =
  | { message: StoredMessage; read: ReadMessage }
  | { message: StoredMessage; unreadable: UnreadableMessage };

/** Reads a message by its device's table. Times without an offset are the table's, else the lab's. */
export function readStored(
  message: StoredMessage,
  table: MappingTable,
  labTimeZone: string,
): Heard {
  const context = {
    timeZone: table.timeZone ?? labTimeZone,
    receivedAt: message.receivedAt,
  };
  try {
    return { message, read: readMessage(message.format, message.bytes, table, context) };
  } catch (error) {
    if (error instanceof UnreadableMessage) return { message, unreadable: error };
    throw error;
  }
}

export const eventsOf = (heard: Heard): readonly InstrumentEvent[] =>
  'read' in heard ? heard.read.events : [];

/** What is kept with the message for people to look for, however it fares. */
export function toldOf({ kind, controlId, events }: ReadMessage) {
  return { kind, controlId, specimens: firstNumbersOf(events) };
}

/** What was in it and is not acted on, in one line. */
export function remarksOf({ remarks }: ReadMessage): string | null {
  return remarks.length === 0 ? null : remarks.join('; ');
}

export function unreadableOutcome({ id }: StoredMessage, error: UnreadableMessage): Outcome {
  return { id, status: 'quarantined', code: error.code, reason: error.message };
}
