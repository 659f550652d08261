import { LABELS, type Label, type Labels } from '../finding';
import type { EngineAlert } from './engine-state';
import { groupedBy } from './grouped-by';

/** The values of the labels a rule groups by, as JSON text: alerts of one key share a card. */
export function groupKey(groupBy: readonly Label[], labels: Labels): string {
  const ordered = LABELS.filter((label) => groupBy.includes(label));
  return JSON.stringify(ordered.map((label) => [label, labels[label] ?? null]));
}

/** The labels that all alerts of a group share, by what its rule groups by. */
export function groupLabels(groupBy: readonly Label[], labels: Labels): Labels {
  const shared: Labels = {};
  for (const label of groupBy) {
    if (labels[label] !== undefined) shared[label] = labels[label];
  }
  return shared;
}

/** Alerts by the key of their group. */
export function groupAlerts(
  groupBy: readonly Label[],
  alerts: readonly EngineAlert[],
): Map<string, EngineAlert[]> {
  return groupedBy(alerts, ({ labels }) => groupKey(groupBy, labels));
}
