import { z } from 'zod';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import { AlertRule, AlertRuleChange, AlertRulesQuery, BrokenRule, NewAlertRule } from './contract';

const byId = z.object({ id: z.string().max(64) });
const seen = z.strictObject({
  version: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('As read; 409 version_conflict where somebody was faster.'),
});

export const listRulesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/alert-rules',
  tag: 'Alerts',
  summary: 'List alert rules',
  description: 'In the order they were made; removed ones are left out.',
  may: 'read',
  query: AlertRulesQuery,
  answer: listAnswer(AlertRule).extend({
    broken: z
      .array(BrokenRule)
      .describe('Of this page, those that are not understood: of a kind that is gone, say.'),
  }),
});

export const createRuleEndpoint = defineEndpoint({
  method: 'POST',
  path: '/alert-rules',
  tag: 'Alerts',
  summary: 'Make an alert rule',
  description:
    'Filters and channels are named as people know them. A filter that the kind does not know is 422; a name that is taken is 409 already_exists.',
  may: 'rules.write',
  status: 201,
  body: NewAlertRule,
  answer: AlertRule,
});

export const readRuleEndpoint = defineEndpoint({
  method: 'GET',
  path: '/alert-rules/{id}',
  tag: 'Alerts',
  summary: 'Read an alert rule',
  may: 'read',
  params: byId,
  answer: AlertRule,
});

export const changeRuleEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/alert-rules/{id}',
  tag: 'Alerts',
  summary: 'Change an alert rule, or switch it off and on',
  description:
    'Fields left out stay, and so do params that are not named; its kind cannot change. Alerts that it no longer finds are over at the next evaluation.',
  may: 'rules.write',
  params: byId,
  body: AlertRuleChange,
  answer: AlertRule,
});

export const removeRuleEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/alert-rules/{id}',
  tag: 'Alerts',
  summary: 'Remove an alert rule',
  description: 'Its open alerts are over at the next evaluation; past ones stay.',
  may: 'rules.write',
  status: 204,
  params: byId,
  query: seen,
});

export const RULE_ENDPOINTS = [
  listRulesEndpoint,
  createRuleEndpoint,
  readRuleEndpoint,
  changeRuleEndpoint,
  removeRuleEndpoint,
];
