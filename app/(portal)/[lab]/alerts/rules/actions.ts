'use server';

import { z } from 'zod';
import { dryRunRule } from '@/lib/alerts/engine/dry-run';
import { TryRule } from '@/lib/alerts/history/contract';
import { tryRule } from '@/lib/alerts/history/try-rule';
import { changeRule } from '@/lib/alerts/rules/change-rule';
import { AlertRuleChange, NewAlertRule } from '@/lib/alerts/rules/contract';
import { createRule } from '@/lib/alerts/rules/create-rule';
import { removeRule } from '@/lib/alerts/rules/remove-rule';
import { action } from '@/lib/entry/action';

const One = z.strictObject({ id: z.uuid('must be the id of a rule') });

export const makeRuleAction = action('alert_rule.create', 'rules.write', NewAlertRule, createRule);

export const changeRuleAction = action(
  'alert_rule.change',
  'rules.write',
  AlertRuleChange.extend(One.shape),
  (ctx, { id, ...change }) => changeRule(ctx, id, change),
);

export const removeRuleAction = action(
  'alert_rule.remove',
  'rules.write',
  One.extend({ version: z.int().optional() }),
  (ctx, { id, version }) => removeRule(ctx, id, version),
);

export const dryRunRuleAction = action(
  'alert_rule.dry_run',
  'rules.write',
  z.strictObject({ rule: NewAlertRule, replaces: z.uuid().optional() }),
  (ctx, { rule, replaces }) => dryRunRule(ctx, rule, replaces),
);

export const tryRuleAction = action('alert_rule.try', 'rules.write', TryRule, (ctx, given) =>
  tryRule(ctx, given),
);
