'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import { NewLabRun, NewRuleSet, RuleSetChange } from '@/lib/quality/contract';
import { changeRuleSet } from '@/lib/quality/rule-sets/change-rule-set';
import { createRuleSet } from '@/lib/quality/rule-sets/create-rule-set';
import { readRuleSet } from '@/lib/quality/rule-sets/read-rule-set';
import { removeRuleSet } from '@/lib/quality/rule-sets/remove-rule-set';
import { cancelRun } from '@/lib/quality/runs/cancel-run';
import { startLabRun } from '@/lib/quality/runs/start-lab-run';

const One = z.strictObject({ id: z.uuid('must be the id of a rule set') });

export const judgeLabAction = action('quality_run.start', 'quality.run', NewLabRun, startLabRun);

export const cancelRunAction = action(
  'quality_run.cancel',
  'csv.check',
  z.strictObject({ id: z.uuid('must be the id of a run') }),
  async (ctx, { id }) => (await cancelRun(ctx, id)).status,
);

export const makeRuleSetAction = action(
  'rule_set.create',
  'rules.write',
  NewRuleSet,
  async (ctx, given) => {
    const { id, version } = await createRuleSet(ctx, given);
    return { id, version };
  },
);

export const changeRuleSetAction = action(
  'rule_set.change',
  'rules.write',
  RuleSetChange.extend(One.shape),
  async (ctx, { id, ...change }) => {
    const { version } = await changeRuleSet(ctx, id, change);
    return { id, version };
  },
);

/** What somebody else saved meanwhile. */
export const readRuleSetAction = action('rule_set.read', 'read', One, async (ctx, { id }) => {
  const { version, text, changed_by, changed_at } = await readRuleSet(ctx, id);
  return { version, text, changed_by, changed_at };
});

export const removeRuleSetAction = action(
  'rule_set.remove',
  'rules.write',
  One.extend({ version: z.int() }),
  (ctx, { id, version }) => removeRuleSet(ctx, id, version),
);
