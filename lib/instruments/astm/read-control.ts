import type { InstrumentEvent } from '../event';
import type { OrderGroup } from './group-orders';
import { firstAt } from './places';
import { flagsAt, orderScope, rangeAt, resultValueAt, unitAt } from './read-result';
import { easyTimeAt, type Reading } from './reading';

/** Most results that are kept of one control. */
const MOST = 500;

/**
 * A control or calibrator that was run, as an event of the device. It concerns no specimen, and
 * nothing in it can be wrong: what cannot be read is kept as it is written.
 */
export function readControl(order: OrderGroup, reading: Reading): InstrumentEvent {
  const { astm } = reading.table;
  const scope = orderScope(order);
  const number = firstAt(scope, astm.specimen)?.value ?? null;
  const assay = firstAt(scope, astm.assay)?.value ?? null;
  const [first] = order.results;
  const results = order.results.slice(0, MOST).map(({ record }) => {
    const own = [record, ...scope];
    return {
      analyte: firstAt(own, astm.analyte)?.value ?? null,
      value: resultValueAt(own, astm.value) || null,
      unit: unitAt(own, reading),
      reference_range: rangeAt(own, astm.referenceRange),
      flags: flagsAt(own, reading),
      status: firstAt(own, astm.resultStatus)?.value ?? null,
    };
  });
  const own = first === undefined ? scope : [first.record, ...scope];
  return {
    kind: 'device.event',
    event: 'quality_control',
    severity: null,
    specimen: number,
    text: ['Control', number, assay].filter((one) => one !== null).join(' · '),
    data: { role: 'Q', assay, results },
    at: easyTimeAt(own, astm.resultTime, reading) ?? reading.at,
  };
}
