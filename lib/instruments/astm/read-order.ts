import { type InstrumentEvent, type SpecimenFacts, UnreadableMessage } from '../event';
import type { AstmTable } from '../mapping/contract';
import { translateCode } from '../mapping/translate-code';
import type { OrderGroup } from './group-orders';
import { firstAt, type Scope } from './places';
import { readControl } from './read-control';
import { commentOf, orderScope, REPORT_TYPE } from './read-result';
import { assaysOf, gatherTests, reportOf } from './read-tests';
import { malformed, quoted, type Reading, specimenOf, timeAt, translatedAnyway } from './reading';

type Action = AstmTable['orderActions'][string] | 'report' | 'failed';

/** O-26 of an order without results and without an action: asked for, at work, cannot be done. */
const REPORT_ACTIONS: Readonly<Record<string, Action>> = { O: 'place', I: 'started', X: 'failed' };

/** What an order says by O-12, else O-26; results make it a report whatever stands there. */
function actionOf(order: OrderGroup, scope: Scope, { table }: Reading): Action {
  const { orderAction, orderActions } = table.astm;
  const found = firstAt(scope, orderAction);
  const action = found === null ? undefined : translatedAnyway(orderActions, found.value);
  if (action === 'quality_control') return action;
  const { nth } = order.record;
  if (order.results.length > 0) {
    if (action !== 'cancel') return 'report';
    throw malformed(`Record ${nth} (O) cancels tests, and results of them follow.`);
  }
  if (action !== undefined) return action;
  if (found === null) {
    const type = firstAt(scope, [REPORT_TYPE])?.value.toUpperCase() ?? '';
    return REPORT_ACTIONS[type] ?? 'ignore';
  }
  throw new UnreadableMessage(
    'unsupported',
    `Record ${nth} (O): the action ${quoted(found.value)} (${found.place}) is not one of ${Object.keys(orderActions).join(', ')}, which the mapping knows.`,
  );
}

function factsOf(scope: Scope, reading: Reading): SpecimenFacts | null {
  const { astm, specimenTypes } = reading.table;
  const type = firstAt(scope, astm.specimenType)?.value ?? null;
  const collectedAt = timeAt(scope, astm.collected, reading);
  const receivedAt = timeAt(scope, astm.received, reading);
  if (type === null && collectedAt === null && receivedAt === null) return null;
  return {
    type: type === null ? null : (translateCode(specimenTypes, type) ?? type),
    collectedAt,
    receivedAt,
    rejection: null,
    parents: [],
  };
}

function priorityOf(scope: Scope, { table, remarks }: Reading) {
  const written = firstAt(scope, table.astm.orderPriority)?.value;
  if (written === undefined) return null;
  const priority = translatedAnyway(table.priorities, written);
  if (priority === undefined) {
    remarks.add(`The priority ${quoted(written)} is not in the mapping.`);
  }
  return priority ?? null;
}

/**
 * What an order record says with the results behind it: a report on its tests, an order or its
 * cancellation, a control, or that the instrument is at work on it or cannot do it. `control` is of a
 * message of controls alone. Throws UnreadableMessage, naming the record.
 */
export function readOrder(
  order: OrderGroup,
  control: boolean,
  reading: Reading,
): InstrumentEvent[] {
  const scope = orderScope(order);
  const { at, table, remarks } = reading;
  const { nth } = order.record;
  const action = control ? 'quality_control' : actionOf(order, scope, reading);
  if (action === 'quality_control') return [readControl(order, reading)];
  if (action === 'ignore') {
    remarks.add(`Record ${nth} (O) has no results and asks for nothing.`);
    return [];
  }
  const specimen = specimenOf(scope, reading);
  const assays = assaysOf(order, reading);
  // Tests that the mapping leaves out are not every test.
  if (assays?.length === 0) return [];
  const comment = commentOf(order.comments);
  if (action === 'cancel') {
    return [{ kind: 'order.cancelled', specimen, assays: assays ?? [], reason: comment, at }];
  }
  const facts = factsOf(scope, reading);
  const tube: InstrumentEvent[] =
    facts === null ? [] : [{ kind: 'specimen.facts', specimen, facts, at }];
  if (comment !== null && action !== 'failed') {
    remarks.add(`The comment of record ${nth} (O) is of no result and is not kept apart.`);
  }
  switch (action) {
    case 'place': {
      if (assays === null) {
        throw malformed(
          `Record ${nth} (O) orders no test: ${table.astm.assay.join(', ')} is empty.`,
        );
      }
      const priority = priorityOf(scope, reading);
      const location = firstAt(scope, table.astm.orderLocation)?.value ?? null;
      const orderedAt = timeAt(scope, table.astm.orderedAt, reading);
      const placed = { specimen, assays, priority, location, orderedAt, at };
      return [{ kind: 'order.placed', ...placed }, ...tube];
    }
    case 'report': {
      const tests = gatherTests(order, reading).map((test) => reportOf(test, at));
      if (tests.length > 0) tube.push({ kind: 'specimen.resulted', specimen, tests, at });
      return tube;
    }
    case 'started':
      for (const assay of assays ?? [null]) {
        tube.push({ kind: 'specimen.started', specimen, assay, at });
      }
      return tube;
    case 'failed':
      for (const assay of assays ?? [null]) {
        const errorCode = table.failure;
        tube.push({ kind: 'specimen.failed', specimen, assay, errorCode, message: comment, at });
      }
      return tube;
  }
}
