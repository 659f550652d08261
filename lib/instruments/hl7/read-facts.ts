import type { SpecimenFacts, SpecimenName } from '../event';
import { applyLabelRule } from '../mapping/apply-label-rule';
import { scopeOf, type OrderGroup } from './group-orders';
import { roleOf } from './read-control';
import { eachAt } from './read-path';
import { timeAt, translated, valueAt, type Reading } from './reading';

/**
 * What is said of the tube itself, by its SPM, else by the OBR. A pool has several parents; what
 * another names after the first are its parent’s own. */
export function readFacts(
  reading: Reading,
  order: OrderGroup,
  specimen: SpecimenName,
): SpecimenFacts {
  const { table } = reading;
  const scope = scopeOf(reading.message, order);
  const type = valueAt(scope, table.hl7.specimenType);
  const rejection = valueAt(scope, table.hl7.rejection);
  const role = roleOf(reading, order);
  const isPool = role !== null && table.pool.includes(role);
  const named = eachAt(scope, table.hl7.parents);
  const parents = isPool ? named : named.slice(0, 1);
  return {
    type: type === null ? null : translated(table.specimenTypes, type),
    collectedAt: timeAt(reading, scope, table.hl7.collected),
    receivedAt: timeAt(reading, scope, table.hl7.received),
    rejection: rejection === null ? null : translated(table.rejections, rejection),
    parents: [...new Set(parents.map((one) => applyLabelRule(one, table.label)))].filter(
      (number) => number !== specimen.number,
    ),
  };
}

/** Two statements about one tube: the first that says something counts. */
export function mergeFacts(first: SpecimenFacts, next: SpecimenFacts): SpecimenFacts {
  return {
    type: first.type ?? next.type,
    collectedAt: first.collectedAt ?? next.collectedAt,
    receivedAt: first.receivedAt ?? next.receivedAt,
    rejection: first.rejection ?? next.rejection,
    parents: first.parents.length > 0 ? first.parents : next.parents,
  };
}

/** Whether they say anything at all. */
export const saysFacts = (facts: SpecimenFacts) =>
  facts.parents.length > 0 ||
  [facts.type, facts.collectedAt, facts.receivedAt, facts.rejection].some((fact) => fact !== null);
