import { newId } from '@/lib/platform/ids';
import type { ReadyTest } from './creation-history';
import { type DueRules, dueOf } from './due-rules';
import type { PlannedTest } from './new-tests';

/**
 * Planned tests with their ids and due times. Due times are fixed when the headline segment begins:
 * for what is only expected, not yet. `assayIds` are in the order of the tests.
 */
export function readyTests(
  dueRules: DueRules,
  planned: readonly PlannedTest[],
  assayIds: readonly string[],
  tube: { collectedAt: Date | null; locationId: string | null },
): ReadyTest[] {
  return planned.map((test, index) => {
    const assayId = assayIds[index] ?? '';
    const { priority, orderedAt: ordered, receivedAt: received } = test;
    const milestones = { ordered, collected: tube.collectedAt, received };
    const { locationId } = tube;
    return {
      ...test,
      id: newId(),
      assayId,
      dueAt: dueOf(dueRules, { assayId, priority, locationId, milestones }),
    };
  });
}
