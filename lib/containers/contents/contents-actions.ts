import type { WorkflowActor } from '@/lib/specimens/workflow';
import type { LabRules } from '@/lib/specimens/lab-rules';
import type { SpecimenRow } from '@/lib/specimens/contract';
import type { ActionOptions } from '@/lib/specimens/transitions/action-options';
import { refusedActions } from '@/lib/specimens/transitions/explain-actions';
import {
  type ActedTest,
  type OfferedAction,
  offeredActions,
} from '@/lib/specimens/transitions/offered-actions';

/** An action with the specimens that allow it; `count` is of specimens. */
export type ContentsAction = OfferedAction & { numbers: string[] };

/**
 * Every action of the workflow on all these specimens together: open to those that allow it, or why
 * it is open to none. Voided specimens take no part.
 */
export function contentsActions(
  specimens: readonly SpecimenRow[],
  { rules, actor, options }: { rules: LabRules; actor: WorkflowActor; options: ActionOptions },
): ContentsAction[] {
  const { states, transitions } = rules;
  const distinct = [...new Map(specimens.map((each) => [each.specimen_id, each])).values()];
  const live = distinct.filter(({ voided }) => !voided);
  const whys = new Map<string, ReturnType<typeof refusedActions>>();
  const why = (state: string) => {
    const known = whys.get(state);
    if (known) return known;
    const found = refusedActions({ state, states, transitions, actor, ownHand: false });
    whys.set(state, found);
    return found;
  };
  const tests = live.flatMap((specimen) =>
    specimen.tests.map(({ state, device, allowed_actions }): ActedTest => ({
      state,
      device,
      allowed_actions,
      refused_actions: why(state),
    })),
  );
  return offeredActions(tests, options).map((offered) => {
    const numbers = live
      .filter(({ allowed_actions: allowed }) => allowed.includes(offered.action))
      .map(({ specimen_id: number }) => number);
    return { ...offered, numbers, count: numbers.length };
  });
}
