import type { InstrumentEvent, SpecimenFacts, SpecimenName, TestReport } from '../event';
import { groupOrders, scopeOf, type OrderGroup } from './group-orders';
import { isPatients, readControl, roleOf } from './read-control';
import { mergeFacts, readFacts, saysFacts } from './read-facts';
import { readTest } from './read-test';
import { malformed, messageTime, specimenAt, type Reading } from './reading';

type Reported = {
  number: string;
  alternatives: Set<string>;
  facts: SpecimenFacts;
  tests: TestReport[];
};

/** Remarks what was observed of no test, and specimens beside the first of an order. */
export function remarkTheRest(
  reading: Reading,
  rest: Pick<ReturnType<typeof groupOrders>, 'loose' | 'surplus'>,
): void {
  for (const { obx, why } of rest.loose) {
    reading.remark(
      why === 'no_specimen'
        ? `Line ${obx.line} (OBX) stands before any specimen: it is no result.`
        : `Line ${obx.line} (OBX) is of the specimen and of no test: it is no result.`,
    );
  }
  for (const spm of rest.surplus) {
    reading.remark(`Line ${spm.line} (SPM) is a second specimen of one test; the first counts.`);
  }
}

/**
 * Refuses a message that has nothing of what its type is for: most often its segments end otherwise
 * than with a carriage return, so that all of it is one MSH, and would be passed over unseen.
 */
export function refuseEmpty(grouped: ReturnType<typeof groupOrders>): void {
  const { orders, bare, loose, surplus } = grouped;
  if (orders.length + bare.length + loose.length + surplus.length > 0) return;
  throw malformed(
    'No ORC, OBR, OBX or SPM stands behind its MSH: it says nothing. Each segment must end with a carriage return.',
  );
}

/**
 * ORU^R01 and OUL^R22, R23, R24: of each specimen what is said of the tube, then its results, each
 * OBR a test; of controls, an event of the device each.
 */
export function readResults(reading: Reading, type: string): InstrumentEvent[] {
  const grouped = groupOrders(reading.message, type);
  refuseEmpty(grouped);
  remarkTheRest(reading, grouped);
  const controls: InstrumentEvent[] = [];
  const reported = new Map<string, Reported>();

  const take = (order: OrderGroup) => {
    const role = roleOf(reading, order);
    if (role !== null && !isPatients(reading, role)) {
      controls.push(readControl(reading, order, role));
      return;
    }
    const test = readTest(reading, order);
    const specimen = specimenAt(reading, scopeOf(reading.message, order));
    if (specimen === null) {
      if (test === null) return;
      throw malformed(
        `The results of line ${order.obr?.line ?? 0} (OBR) name no specimen: ${reading.table.hl7.specimen.join(', ')} are empty.`,
      );
    }
    addTo(reported, specimen, readFacts(reading, order, specimen), test);
  };
  for (const order of [...grouped.orders, ...grouped.bare]) take(order);

  const at = messageTime(reading);
  return [...controls, ...[...reported.values()].flatMap((one) => eventsOf(one, at))];
}

function addTo(
  reported: Map<string, Reported>,
  specimen: SpecimenName,
  facts: SpecimenFacts,
  test: TestReport | null,
): void {
  let known = reported.get(specimen.number);
  if (known === undefined) {
    known = { number: specimen.number, alternatives: new Set(), facts, tests: [] };
    reported.set(specimen.number, known);
  } else known.facts = mergeFacts(known.facts, facts);
  for (const other of specimen.alternatives) known.alternatives.add(other);
  if (test !== null) known.tests.push(test);
}

function eventsOf({ number, alternatives, facts, tests }: Reported, at: Date): InstrumentEvent[] {
  const specimen = { number, alternatives: [...alternatives] };
  const events: InstrumentEvent[] = [];
  if (saysFacts(facts)) events.push({ kind: 'specimen.facts', specimen, facts, at });
  if (tests.length > 0) {
    const latest = tests.reduce((last, test) => Math.max(last, test.at.getTime()), 0);
    events.push({ kind: 'specimen.resulted', specimen, tests, at: new Date(latest) });
  }
  return events;
}
