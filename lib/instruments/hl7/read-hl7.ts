import {
  UnreadableMessage,
  type InstrumentEvent,
  type ReadMessage,
  type ReadingContext,
} from '../event';
import type { MappingTable } from '../mapping/contract';
import { cutText } from '../cut-text';
import { parseHl7, type Segment } from './parse-segments';
import { readContainerStates } from './read-container-states';
import { readDeviceState } from './read-device-state';
import { readOrders } from './read-orders';
import { readResults } from './read-results';
import type { Reading } from './reading';

type Reader = (reading: Reading, type: string) => InstrumentEvent[];

const READERS: Readonly<Record<string, Reader>> = {
  'ORU^R01': readResults,
  'OUL^R22': readResults,
  'OUL^R23': readResults,
  'OUL^R24': readResults,
  'OML^O21': readOrders,
  'OML^O33': readOrders,
  'ORM^O01': readOrders,
  'ESU^U01': readDeviceState,
  'SSU^U03': readContainerStates,
  // Answers are nobody's to answer: they are kept and say nothing.
  ACK: () => [],
};

/** Old devices leave the trigger out where a message has but one. */
const ONLY_TRIGGERS: Readonly<Record<string, string>> = {
  ORU: 'ORU^R01',
  ORM: 'ORM^O01',
  ESU: 'ESU^U01',
  SSU: 'SSU^U03',
};

/** Remarks beyond this say nothing that helps. */
const MOST_REMARKS = 50;

/** `ORU^R01` by MSH-9, or by the structure that it names third. */
function typeOf(msh: Segment): string {
  const [message, trigger, structure] = [1, 2, 3].map((component) =>
    msh.value(9, component).toUpperCase(),
  );
  if (message === 'ACK') return 'ACK';
  if (trigger) return `${message}^${trigger}`;
  if (structure) return structure.replace('_', '^');
  return ONLY_TRIGGERS[message ?? ''] ?? message ?? '';
}

/**
 * Reads an HL7 v2 message (2.1 to 2.9; ER7) by a device's table: ORU^R01, OUL^R22, R23, R24,
 * OML^O21, O33, ORM^O01, ESU^U01, SSU^U03. Work and memory grow with its bytes alone. Throws
 * UnreadableMessage: `malformed` names the line or field, `unsupported` another type of message.
 */
export function readHl7(
  bytes: Uint8Array,
  table: MappingTable,
  context: ReadingContext,
): ReadMessage {
  const message = parseHl7(bytes);
  const remarks = new Set(message.remarks);
  let more = 0;
  const remark = (text: string) => {
    if (remarks.size < MOST_REMARKS) remarks.add(text);
    else if (!remarks.has(text)) more += 1;
  };
  const type = typeOf(message.msh);
  if (type === '') throw new UnreadableMessage('malformed', 'MSH-9 names no message type.', 'AR');
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (read === undefined) {
    throw new UnreadableMessage(
      'unsupported',
      `Messages of type ${cutText(type, 40)} are not read here; these are: ${Object.keys(READERS).join(', ')}.`,
      'AR',
    );
  }
  const events = read({ message, table, context, remark }, type);
  return {
    events,
    kind: type,
    controlId: cutText(message.msh.value(10), 199) || null,
    remarks: more === 0 ? [...remarks] : [...remarks, `And ${more} remarks more.`],
  };
}
