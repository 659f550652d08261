import type { Priority } from '../contract';
import type { LabRules } from '../lab-rules';
import type { PlannedTest } from '../new-tests';

/** What of a tube decides how a test is added to it. */
export type Tube = {
  stateKey: string;
  priority: Priority;
  receivedAt: Date | null;
  collectedAt: Date | null;
  locationId: string | null;
};

type Asked = {
  assay: string;
  priority?: Priority | undefined;
  ordered_at?: Date | undefined;
};

/**
 * Whether the tube is in the lab: it was received, or work on it is further than the first state.
 * Imported work may lack the time of its receipt.
 */
export function tubeIsHere(
  tube: Pick<Tube, 'stateKey' | 'receivedAt'>,
  rules: Pick<LabRules, 'states' | 'kindOf'>,
): boolean {
  if (tube.receivedAt !== null) return true;
  const first = rules.states[0]?.key;
  return rules.kindOf.get(tube.stateKey) !== 'void' && tube.stateKey !== first;
}

/**
 * Tests added to a tube with every default filled in: asked for now unless they say otherwise, and
 * received at the later of the tube's receipt and that.
 */
export function planAddOns(
  asked: readonly Asked[],
  tube: Tube,
  rules: Pick<LabRules, 'states' | 'kindOf'>,
  now: Date,
): PlannedTest[] {
  const here = tubeIsHere(tube, rules);
  return asked.map((test) => {
    const orderedAt = test.ordered_at ?? now;
    const later =
      tube.receivedAt !== null && tube.receivedAt > orderedAt ? tube.receivedAt : orderedAt;
    return {
      assay: test.assay,
      priority: test.priority ?? tube.priority,
      orderedAt,
      receivedAt: here ? later : null,
    };
  });
}
