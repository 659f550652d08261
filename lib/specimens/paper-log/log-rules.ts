import { authorize, type Ctx } from '@/lib/platform/context';
import { actionNeeds } from '../transitions/action-needs';
import { actionOptions } from '../transitions/action-options';
import type { LogRules } from './check-log-row';
import { filterOptions } from '../lists/filter-options';
import { readLabRules } from '../lab-rules';
import { EXPECT } from './log-row';
import { mayTake } from '../workflow';

const NOTHING = actionNeeds(EXPECT, []);

/**
 * What the reader may enter in a paper log: the actions of their role that take no signature, which
 * is given for one thing at a time and seen, and all that rows can name.
 */
export async function logRules(ctx: Ctx): Promise<LogRules> {
  authorize(ctx, 'tests.move');
  const rules = await readLabRules(ctx);
  const [options, { assays }] = await Promise.all([actionOptions(ctx, rules), filterOptions(ctx)]);
  const own = options.actions.flatMap(({ action, label }) => {
    const rows = rules.transitions.filter(
      (rule) => rule.action === action && mayTake(ctx.actor, rule),
    );
    const needs = actionNeeds(action, rows);
    return rows.length === 0 || needs.signature ? [] : [{ action, label, needs }];
  });
  return {
    actions: [...own, { action: EXPECT, label: 'Expect', needs: NOTHING }],
    assays,
    devices: options.devices,
    errorCodes: options.errorCodes,
    rejectionReasons: options.rejectionReasons.flatMap((group) => group.options),
  };
}
