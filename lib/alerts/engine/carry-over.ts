import type { EngineAlert, GroupMemory } from './engine-state';
import type { Step } from './step-engine';

type Carried = { alerts: readonly EngineAlert[]; memories: readonly GroupMemory[] };

const keyOf = ({ ruleId, channelId, key }: GroupMemory) => `${ruleId} ${channelId} ${key}`;

/**
 * What the next step is given of the one before, where no database keeps it: the alerts that are not
 * over or that a channel was told of and has to be told about, and what is remembered of groups.
 */
export function carryOver(
  before: Carried,
  step: Step,
): { alerts: EngineAlert[]; memories: GroupMemory[] } {
  const replaced = new Set([...step.forgotten, ...step.memories].map(keyOf));
  const memories = [
    ...before.memories.filter((memory) => !replaced.has(keyOf(memory))),
    ...step.memories,
  ];
  const told = new Set(memories.flatMap(({ firing }) => firing));
  const kept = (alert: EngineAlert) => alert.status !== 'resolved' || told.has(alert.id);
  const over = before.alerts.filter(({ status, id }) => status === 'resolved' && told.has(id));
  return { alerts: [...step.alerts.filter(kept), ...over], memories };
}
