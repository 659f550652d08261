import {
  UnreadableMessage,
  type CodeName,
  type InstrumentEvent,
  type SpecimenFacts,
  type SpecimenName,
} from '../event';
import { translateCode } from '../mapping/translate-code';
import { groupOrders, scopeOf, type OrderGroup } from './group-orders';
import { isPatients, readControl, roleOf } from './read-control';
import { mergeFacts, readFacts, saysFacts } from './read-facts';
import type { Scope } from './read-path';
import { refuseEmpty, remarkTheRest } from './read-results';
import {
  codeAt,
  malformed,
  messageTime,
  quoted,
  specimenAt,
  timeAt,
  valueAt,
  type Reading,
} from './reading';

type Placed = Extract<InstrumentEvent, { kind: 'order.placed' }>;
type Cancelled = Extract<InstrumentEvent, { kind: 'order.cancelled' }>;

/** What is asked of one specimen, with its tests by code as they are found. */
type Asked = { event: Placed | Cancelled; assays: Map<string, CodeName>; whole: boolean };

/** What ORC-1 asks for, by the table; null where it is to be passed over. */
function actionOf(reading: Reading, order: OrderGroup): 'place' | 'cancel' | null {
  const { hl7 } = reading.table;
  const line = order.orc?.line ?? order.obr?.line ?? 0;
  const written = valueAt(scopeOf(reading.message, order), hl7.orderAction);
  if (written === null)
    throw malformed(`Line ${line}: an order says nothing of what to do (ORC-1).`);
  const action =
    translateCode(hl7.orderActions, written) ??
    translateCode(hl7.orderActions, written.toUpperCase());
  if (action === undefined) {
    throw new UnreadableMessage(
      'unsupported',
      `Line ${line}: the order’s ${quoted(written)} (ORC-1) is not one of ${Object.keys(hl7.orderActions).join(', ')}, which the mapping knows.`,
      'AR',
    );
  }
  if (action !== 'ignore') return action;
  reading.remark(
    `Line ${line}: the order’s ${quoted(written)} (ORC-1) is passed over by the mapping.`,
  );
  return null;
}

function priorityOf(reading: Reading, scope: Scope): Placed['priority'] {
  const { hl7, priorities } = reading.table;
  const written = valueAt(scope, hl7.orderPriority);
  if (written === null) return null;
  const priority =
    translateCode(priorities, written) ?? translateCode(priorities, written.toUpperCase());
  if (priority === undefined)
    reading.remark(`The priority ${quoted(written)} is not in the mapping.`);
  return priority ?? null;
}

function placed(
  reading: Reading,
  scope: Scope,
  specimen: SpecimenName,
  priority: Placed['priority'],
): Placed {
  const { hl7 } = reading.table;
  const location = valueAt(scope, hl7.orderLocation);
  const orderedAt = timeAt(reading, scope, hl7.orderedAt);
  const at = messageTime(reading);
  return { kind: 'order.placed', specimen, assays: [], priority, location, orderedAt, at };
}

function cancelled(reading: Reading, scope: Scope, specimen: SpecimenName): Cancelled {
  const reason = valueAt(scope, reading.table.hl7.cancelReason);
  return { kind: 'order.cancelled', specimen, assays: [], reason, at: messageTime(reading) };
}

/**
 * OML^O21, OML^O33 and ORM^O01: per specimen the tests asked for, by priority, and those taken back.
 * An order for a specimen that is known adds on; who may order is not asked here.
 */
export function readOrders(reading: Reading, type: string): InstrumentEvent[] {
  const grouped = groupOrders(reading.message, type);
  refuseEmpty(grouped);
  remarkTheRest(reading, grouped);
  const at = messageTime(reading);
  const controls: InstrumentEvent[] = [];
  const asked = new Map<string, Asked>();
  const told = new Map<string, { specimen: SpecimenName; facts: SpecimenFacts }>();

  const take = (order: OrderGroup) => {
    const role = roleOf(reading, order);
    if (role !== null && !isPatients(reading, role)) {
      controls.push(readControl(reading, order, role));
      return;
    }
    const action = actionOf(reading, order);
    if (action === null) return;
    const scope = scopeOf(reading.message, order);
    const line = order.obr?.line ?? order.orc?.line ?? 0;
    const specimen = specimenAt(reading, scope);
    if (specimen === null) {
      throw malformed(
        `The order of line ${line} names no specimen: ${reading.table.hl7.specimen.join(', ')} are empty.`,
      );
    }
    const assay = codeAt(scope, reading.table.hl7.assay, reading.table.assays);
    if (assay === 'left_out') {
      reading.remark(`The test of line ${line} is left out by the mapping.`);
      return;
    }
    if (action === 'place' && assay === null) {
      throw malformed(`The order of line ${line} names no test (OBR-4).`);
    }
    const priority = action === 'place' ? priorityOf(reading, scope) : null;
    const key = `${specimen.number} ${action} ${priority ?? ''}`;
    const known = asked.get(key) ?? {
      event:
        action === 'place'
          ? placed(reading, scope, specimen, priority)
          : cancelled(reading, scope, specimen),
      assays: new Map<string, CodeName>(),
      whole: false,
    };
    asked.set(key, known);
    if (assay === null) known.whole = true;
    else if (!known.assays.has(assay.code)) known.assays.set(assay.code, assay);
    if (action === 'cancel') return;
    const facts = readFacts(reading, order, specimen);
    const before = told.get(specimen.number);
    told.set(specimen.number, {
      specimen,
      facts: before === undefined ? facts : mergeFacts(before.facts, facts),
    });
  };
  for (const order of grouped.orders) take(order);

  if (asked.size === 0 && controls.length === 0) reading.remark('The message orders nothing.');
  const facts = [...told.values()].filter((one) => saysFacts(one.facts));
  return [
    ...controls,
    ...[...asked.values()].map(({ event, assays, whole }) => ({
      ...event,
      // Whoever cancels without naming a test cancels those named beside it as well.
      assays: whole ? [] : [...assays.values()],
    })),
    ...facts.map((one) => ({ kind: 'specimen.facts' as const, ...one, at })),
  ];
}
