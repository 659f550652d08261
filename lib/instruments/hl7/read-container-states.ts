import type { InstrumentEvent, SpecimenName } from '../event';
import { translateCode } from '../mapping/translate-code';
import { scopeOf, type OrderGroup } from './group-orders';
import { isPatients, readControl, roleOf } from './read-control';
import {
  malformed,
  messageTime,
  quoted,
  specimenAt,
  timeAt,
  valueAt,
  type Reading,
} from './reading';

const SEEN = {
  seen: { event: 'specimen_seen', text: 'Seen at the device' },
  left: { event: 'specimen_left', text: 'Left the device' },
  archived: { event: 'specimen_archived', text: 'Archived at the device' },
  missing: { event: 'specimen_missing', text: 'Missing at the device' },
} as const;

/** Each SAC with the SPM that follows it. */
function containersOf(reading: Reading): OrderGroup[] {
  const containers: OrderGroup[] = [];
  for (const segment of reading.message.segments) {
    const last = containers.at(-1);
    if (segment.id === 'SAC') {
      const none = { orc: undefined, obr: undefined, tq1: undefined, spm: undefined };
      containers.push({ ...none, sac: segment, observations: [] });
    } else if (segment.id === 'SPM' && last !== undefined) last.spm ??= segment;
  }
  return containers;
}

/** SSU^U03: what became of tubes at the device (SAC-8, table 0370), by the table, at EQU-2. */
export function readContainerStates(reading: Reading): InstrumentEvent[] {
  const { table, message } = reading;
  const containers = containersOf(reading);
  if (containers.length === 0) throw malformed('The message has no SAC segment to name a tube.');
  return containers.flatMap((container) => {
    const line = container.sac?.line ?? 0;
    const role = roleOf(reading, container);
    if (role !== null && !isPatients(reading, role)) return [readControl(reading, container, role)];
    const scope = scopeOf(message, container);
    const written = valueAt(scope, table.hl7.containerState);
    if (written === null) throw malformed(`Line ${line} (SAC) says no state of its tube (SAC-8).`);
    const state =
      translateCode(table.hl7.containerStates, written) ??
      translateCode(table.hl7.containerStates, written.toUpperCase());
    if (state === undefined) {
      reading.remark(`Line ${line}: the state ${quoted(written)} of a tube is not in the mapping.`);
      return [];
    }
    if (state === 'nothing') return [];
    const specimen = specimenAt(reading, scope);
    if (specimen === null) throw malformed(`Line ${line} (SAC) names no specimen.`);
    const at = timeAt(reading, scope, table.hl7.deviceStateTime) ?? messageTime(reading);
    return [eventOf(state, specimen, table.failure, written, at)];
  });
}

function eventOf(
  state: 'seen' | 'started' | 'left' | 'archived' | 'missing' | 'failed',
  specimen: SpecimenName,
  failure: string,
  written: string,
  at: Date,
): InstrumentEvent {
  if (state === 'started') return { kind: 'specimen.started', specimen, assay: null, at };
  if (state === 'failed') {
    const message = 'The device says that the tube is not available.';
    return { kind: 'specimen.failed', specimen, assay: null, errorCode: failure, message, at };
  }
  const { event, text } = SEEN[state];
  return {
    kind: 'device.event',
    event,
    // Only a tube that is missing is for somebody to see to.
    severity: state === 'missing' ? 'S' : null,
    specimen: specimen.number,
    text: `${text}: ${specimen.number}`,
    data: { state: written, alternatives: specimen.alternatives },
    at,
  };
}
