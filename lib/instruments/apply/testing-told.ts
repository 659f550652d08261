import type { InstrumentEvent, ReadMessage } from '../event';

const TIMES = new Set(['at', 'collectedAt', 'receivedAt', 'orderedAt', 'observedAt']);

/** Reads a message that is written in the words of the event model itself, as `told` writes it. */
export function readTold(bytes: Uint8Array): ReadMessage {
  const events: InstrumentEvent[] = JSON.parse(Buffer.from(bytes).toString(), (key, value) =>
    TIMES.has(key) && typeof value === 'string' ? new Date(value) : value,
  );
  return { events, kind: 'told', controlId: null, remarks: [] };
}

/** A message in the words of the event model, for what no single format can say. */
export const told = (...events: InstrumentEvent[]): string => JSON.stringify(events);
