import type { MessageFormat } from '@/lib/platform/db/generated/enums';
import { UnreadableMessage, type InstrumentEvent, type ReadingContext } from '../event';
import type { MappingTable } from '../mapping/contract';
import { readMessage } from '../read-message';
import type { Reading } from './contract';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Our own members as the interface writes them; `data` stays as it was sent. */
function told(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(told);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      snake(name),
      name === 'data' ? inner : told(inner),
    ]),
  );
}

function eventAnswer(event: InstrumentEvent): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(event).map(([name, value]) => [
      snake(name),
      name === 'data' ? value : told(value),
    ]),
  );
}

/** What a message says by a table, for people to look at: nothing is done with it. */
export function readingOf(
  format: MessageFormat,
  bytes: Uint8Array,
  table: MappingTable,
  context: ReadingContext,
): Reading {
  try {
    const { kind, events, remarks } = readMessage(format, bytes, table, context);
    return { kind, events: events.map(eventAnswer), remarks: [...remarks], error: null };
  } catch (error) {
    if (!(error instanceof UnreadableMessage)) throw error;
    return { kind: null, events: [], remarks: [], error: error.message };
  }
}
