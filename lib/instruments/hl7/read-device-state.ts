import { cutText } from '../cut-text';
import type { InstrumentEvent } from '../event';
import { firstOf } from './group-orders';
import {
  malformed,
  messageTime,
  quoted,
  timeAt,
  translated,
  valueAt,
  type Reading,
} from './reading';

/** Of table 0367; N is that nothing is the matter. */
const SEVERITIES = { C: 'critical', S: 'serious', W: 'warning' } as const;

const isSeverity = (code: string): code is keyof typeof SEVERITIES =>
  Object.hasOwn(SEVERITIES, code);

/** One line of what people wrote, short enough to be a reason. */
const reasonOf = (texts: readonly string[]): string | null => {
  const all = texts.filter((one) => one !== '').join(', ');
  const text = cutText(all.replace(/\s+/g, ' '), 500).trim();
  return text === '' ? null : text;
};

/** ESU^U01: the state of the device (EQU-3) since EQU-2, and an alarm where EQU-5 gives one. */
export function readDeviceState(reading: Reading): InstrumentEvent[] {
  const { message, table } = reading;
  const equ = firstOf(message, 'EQU');
  if (equ === undefined) throw malformed('The message has no EQU segment to say the state.');
  const scope = (id: string) => firstOf(message, id);
  const at = timeAt(reading, scope, table.hl7.deviceStateTime) ?? messageTime(reading);
  const code = valueAt(scope, table.hl7.deviceState);
  const notes = message.segments.filter(({ id }) => id === 'NTE').slice(0, 20);
  const reason = reasonOf([equ.value(3, 2), ...notes.flatMap((note) => note.text(3))]);
  const level = (valueAt(scope, table.hl7.alertLevel) ?? '').toUpperCase();

  const events: InstrumentEvent[] = [];
  if (code !== null) {
    events.push({ kind: 'device.state', code: translated(table.deviceStates, code), reason, at });
  }
  if (isSeverity(level)) {
    const state = code === null ? '' : ` in state ${code}`;
    events.push({
      kind: 'device.event',
      event: 'alarm',
      severity: level,
      specimen: null,
      text: reason ?? `The device reports a ${SEVERITIES[level]} alarm${state}.`,
      data: { state: code, level },
      at,
    });
  } else if (level !== '' && level !== 'N') {
    reading.remark(`EQU-5 ${quoted(level)} is no level of table 0367.`);
  }
  if (events.length === 0) {
    throw malformed(
      `EQU (line ${equ.line}) says no state: ${table.hl7.deviceState.join(', ')} are empty.`,
    );
  }
  return events;
}
