import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { RunAnswer } from '../alerts/contract';
import { NewAlertRule } from '../rules/contract';
import { RuleTrial, TryRule } from './contract';

export const tryRuleEndpoint = defineEndpoint({
  method: 'POST',
  path: '/alert-rules/try',
  tag: 'Alerts',
  summary: 'Say what a rule would have sent over a time that has passed',
  description:
    'Before it is saved; writes nothing. As if nobody had acknowledged or silenced anything. How many of the tests that became late had a card before, where the rule is about tests.',
  may: 'rules.write',
  body: TryRule,
  answer: RuleTrial,
});

/** A rule as it would be saved, with the one that it is a change of. */
export const DryRunRule = z.strictObject({
  rule: NewAlertRule,
  replaces: z.uuid('must be the id of a rule').optional(),
});
export type DryRunRule = z.output<typeof DryRunRule>;

export const dryRunRuleEndpoint = defineEndpoint({
  method: 'POST',
  path: '/alert-rules/dry-run',
  tag: 'Alerts',
  summary: 'Show what a rule would send now',
  description:
    'Before it is saved; writes and sends nothing. The exact JSON that each of its channels would be sent if nobody had been told yet.',
  may: 'rules.write',
  body: DryRunRule,
  answer: RunAnswer,
});

export const TRIAL_ENDPOINTS = [tryRuleEndpoint, dryRunRuleEndpoint];
