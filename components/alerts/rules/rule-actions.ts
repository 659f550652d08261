import type { RunAnswer } from '@/lib/alerts/alerts/contract';
import type { RuleTrial } from '@/lib/alerts/history/contract';
import type { AlertRule } from '@/lib/alerts/rules/contract';
import type { ActionResult } from '@/lib/entry/action-result';

type Action<T> = (labSlug: string, input: unknown) => Promise<ActionResult<T>>;

/** What a manager does with a rule. */
export type RuleActions = {
  make: Action<AlertRule>;
  change: Action<AlertRule>;
  remove: Action<unknown>;
  dryRun: Action<RunAnswer>;
  tryOut: Action<RuleTrial>;
};
