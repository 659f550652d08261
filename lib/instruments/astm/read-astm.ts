import { cutText } from '../cut-text';
import {
  type InstrumentEvent,
  type ReadingContext,
  type ReadMessage,
  UnreadableMessage,
} from '../event';
import type { MappingTable } from '../mapping/contract';
import { translateCode } from '../mapping/translate-code';
import { decodeText } from './decode-text';
import { fieldOf, textOf } from './fields';
import { groupOrders, type Part } from './group-orders';
import { joinEvents } from './join-events';
import { firstAt } from './places';
import { readOrder } from './read-order';
import { easyTimeAt, type Reading, timeAt } from './reading';
import { type AstmMessage, type AstmRecord, readRecords } from './records';
import { Remarks } from './remarks';
import { isFramed, unframe } from './unframe';

/** H-3, H-5, H-12 and H-14 of the standard; L-3. */
const CONTROL_ID = 3;
const SENDER = 5;
const PROCESSING = 12;
const MESSAGE_TIME = 'H-14';
const TERMINATION = 3;

/** What a manufacturer's record says by the device's table: a state, or nothing. */
function stateOf(record: AstmRecord, header: AstmRecord, reading: Reading): InstrumentEvent | null {
  const { astm, deviceStates } = reading.table;
  const scope = [record, header];
  const told = astm.deviceStateRecord;
  if (told !== null && firstAt(scope, [told.place])?.value !== told.value) return null;
  const found = firstAt(scope, astm.deviceState);
  if (found === null) return null;
  return {
    kind: 'device.state',
    code: translateCode(deviceStates, found.value) ?? found.value,
    reason: null,
    at: timeAt(scope, astm.deviceStateTime, reading) ?? reading.at,
  };
}

function eventsOf(part: Part, header: AstmRecord, reading: Reading): InstrumentEvent[] {
  const { remarks } = reading;
  switch (part.kind) {
    case 'order':
      return readOrder(part.order, fieldOf(header, PROCESSING).trim() === 'Q', reading);
    case 'manufacturer': {
      const state = stateOf(part.record, header, reading);
      if (state === null) {
        remarks.add('Of M records, the device’s table says nothing that these hold.');
      }
      return state === null ? [] : [state];
    }
    case 'query':
      remarks.add(`Record ${part.record.nth} is a query (Q); queries are not answered here.`);
      return [];
    case 'end':
      if (fieldOf(part.record, TERMINATION).trim() === 'T') {
        throw new UnreadableMessage(
          'incomplete',
          `The sender broke the message off: L-3 of record ${part.record.nth} is T.`,
        );
      }
      return [];
    case 'stray':
      remarks.add(
        part.record.type === 'R'
          ? `Record ${part.record.nth} (R) is a result of no order, so of no specimen.`
          : `A record of type ${cutText(part.record.type, 10)} is not acted on.`,
      );
      return [];
  }
}

function readOne(message: AstmMessage, given: Omit<Reading, 'at'>, receivedAt: Date) {
  const { header, parts } = groupOrders(message);
  if (header === null) return [];
  if (!message.ended) given.remarks.add('A message ends without its L record.');
  const at = easyTimeAt([header], [MESSAGE_TIME], given) ?? receivedAt;
  return parts.flatMap((part) => eventsOf(part, header, { ...given, at }));
}

/**
 * Reads ASTM LIS2-A2: one or more messages from H to L, bare or in frames of LIS1-A, by the device's
 * table. What it says is one whole, in the order it was said; what is not acted on is remarked. Work
 * and memory grow with the bytes alone.
 *
 * Throws UnreadableMessage: malformed, unsupported (an action that is not in the table), bad_checksum
 * and incomplete (a frame that is damaged, missing or cut short; the sender broke off).
 */
export function readAstm(
  bytes: Uint8Array,
  table: MappingTable,
  context: ReadingContext,
): ReadMessage {
  const remarks = new Remarks();
  const text = decodeText(isFramed(bytes) ? unframe(bytes) : bytes);
  const messages = readRecords(text, remarks);
  const timeZone = table.timeZone ?? context.timeZone;
  const events = messages.flatMap((message) =>
    readOne(message, { table, timeZone, remarks }, context.receivedAt),
  );
  const first = messages[0]?.records[0];
  return {
    events: joinEvents(events),
    kind: (first && cutText(textOf(first, SENDER), 120)) || null,
    controlId: (first && cutText(textOf(first, CONTROL_ID), 200)) || null,
    remarks: remarks.list(),
  };
}
