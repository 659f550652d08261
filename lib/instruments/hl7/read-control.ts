import { UnreadableMessage, type InstrumentEvent } from '../event';
import { scopeOf, type OrderGroup } from './group-orders';
import { flagsAt } from './read-observation';
import { readObservedValue } from './read-value';
import { messageTime, timeAt, valueAt, type Reading } from './reading';

/** What the specimen is (SPM-11, table 0369), in capitals; null where nothing says it. */
export function roleOf(reading: Reading, order: OrderGroup): string | null {
  const scope = scopeOf(reading.message, order);
  return valueAt(scope, reading.table.hl7.role)?.toUpperCase() ?? null;
}

export const isPatients = (reading: Reading, role: string | null) =>
  role === null || !reading.table.notPatient.includes(role);

const ROLES: Readonly<Record<string, string>> = {
  Q: 'Control',
  C: 'Calibrator',
  E: 'Electronic control',
  V: 'Verifying calibrator',
  B: 'Blank',
  F: 'Proficiency specimen',
  O: 'Operator proficiency',
  R: 'Replicate',
};

/** Most observations that are kept of one control. */
const MOST = 500;

function timeOf(reading: Reading, order: OrderGroup): Date {
  const [first] = order.observations;
  try {
    const scope = scopeOf(reading.message, order, first?.obx);
    return timeAt(reading, scope, reading.table.hl7.resultTime) ?? messageTime(reading);
  } catch (error) {
    if (!(error instanceof UnreadableMessage)) throw error;
    reading.remark(error.message);
    return messageTime(reading);
  }
}

/**
 * A control, calibrator or the like as an event of the device. It concerns no specimen and nothing
 * in it can be wrong: what cannot be read is kept as it is written.
 */
export function readControl(reading: Reading, order: OrderGroup, role: string): InstrumentEvent {
  const { table } = reading;
  const scope = scopeOf(reading.message, order);
  const assay = valueAt(scope, table.hl7.assay);
  const number = valueAt(scope, table.hl7.specimen);
  const results = order.observations.slice(0, MOST).map(({ obx }) => {
    const own = scopeOf(reading.message, order, obx);
    const observed = readObservedValue(obx, table.hl7.codedValue);
    return {
      analyte: valueAt(own, table.hl7.analyte),
      value: observed.kind === 'value' ? observed.value : null,
      unit: valueAt(own, table.hl7.unit),
      reference_range: valueAt(own, table.hl7.referenceRange),
      flags: flagsAt(reading, own),
      status: valueAt(own, table.hl7.resultStatus),
    };
  });
  const text = [ROLES[role] ?? `Specimen of role ${role}`, number, assay].filter(
    (one) => one !== null,
  );
  return {
    kind: 'device.event',
    event: 'quality_control',
    severity: null,
    specimen: number,
    text: text.join(' · '),
    data: { role, assay, results },
    at: timeOf(reading, order),
  };
}
