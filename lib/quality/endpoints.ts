import { z } from 'zod';
import { defineEndpoint, type Endpoint } from '@/lib/platform/http/endpoint';
import { listAnswer } from '@/lib/platform/http/page-of-list';
import {
  CheckForm,
  KeptViolation,
  NewLabRun,
  NewRuleSet,
  QualityReport,
  QualityRunRow,
  QualityRunsQuery,
  RulesChecked,
  RuleSet,
  RuleSetChange,
  RuleSetInFull,
  RuleSetsQuery,
  RuleSetVersionInFull,
  RulesText,
  RuleTemplates,
  RunStarted,
  SeenVersion,
  ViolationsQuery,
} from './contract';

const tag = 'Data quality';
const byRun = z.object({ id: z.string().min(1).max(200) });
const byRuleSet = z.object({ id: z.string().min(1).max(200) });
/** What the database counts versions in. */
const MAX_VERSION = 2_147_483_647;
const byVersion = byRuleSet.extend({
  version: z.coerce
    .number('must be a version number')
    .int('must be a version number')
    .min(1, 'must be a version number')
    .max(MAX_VERSION, 'must be a version number'),
});

export const validateCsvEndpoint = defineEndpoint({
  method: 'POST',
  path: '/dq/validate-csv',
  tag,
  summary: 'Judge a CSV file by rules',
  description:
    'multipart/form-data. Answers the report when it is ready within 25 seconds, else 202 with the id of the run, and its address in Location. With Prefer: respond-async it is 202 at once. Without rules the built-in set applies. A file that is no CSV is 422, and so are wrong rules, each fault with its line; over IMPORT_MAX_MB is 413, a body cut short 400. Takes Idempotency-Key. Nothing of the lab is changed, and the file is kept for a day.',
  may: 'csv.check',
  upload: CheckForm,
  answer: z.union([QualityReport, RunStarted]),
});

export const ruleTemplatesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dq/rules/templates',
  tag,
  summary: 'Read rules to begin with',
  may: 'csv.check',
  answer: RuleTemplates,
});

export const rulesSchemaEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dq/rules/schema',
  tag,
  summary: 'Read the JSON Schema of rules',
  description: 'What editors complete from and check by.',
  may: 'csv.check',
  answer: z.record(z.string(), z.unknown()),
});

export const checkRulesEndpoint = defineEndpoint({
  method: 'POST',
  path: '/dq/rules/validate',
  tag,
  summary: 'Check a text of rules',
  description:
    'Answers 200 for wrong rules too: faults says what is wrong, and where. Keeps nothing.',
  may: 'csv.check',
  body: RulesText,
  answer: RulesChecked,
});

export const listRuleSetsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dq/rule-sets',
  tag,
  summary: 'List rule sets',
  description: 'In the order they were made; removed ones are left out.',
  may: 'read',
  query: RuleSetsQuery,
  answer: listAnswer(RuleSet),
});

export const createRuleSetEndpoint = defineEndpoint({
  method: 'POST',
  path: '/dq/rule-sets',
  tag,
  summary: 'Make a rule set',
  description:
    'Wrong rules are 422, each fault with its line; a name that is taken is 409 already_exists.',
  may: 'rules.write',
  status: 201,
  body: NewRuleSet,
  answer: RuleSetInFull,
});

export const readRuleSetEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dq/rule-sets/{id}',
  tag,
  summary: 'Read a rule set, by name or id',
  may: 'read',
  params: byRuleSet,
  answer: RuleSetInFull,
});

export const changeRuleSetEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/dq/rule-sets/{id}',
  tag,
  summary: 'Change a rule set',
  description:
    'Fields left out stay. Another text is another version; the ones before it stay to be read.',
  may: 'rules.write',
  params: byRuleSet,
  body: RuleSetChange,
  answer: RuleSetInFull,
});

export const removeRuleSetEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/dq/rule-sets/{id}',
  tag,
  summary: 'Remove a rule set',
  description: 'It runs no more; its runs stay.',
  may: 'rules.write',
  status: 204,
  params: byRuleSet,
  query: SeenVersion,
});

export const readRuleSetVersionEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dq/rule-sets/{id}/versions/{version}',
  tag,
  summary: 'Read a version of a rule set, and what it changed',
  may: 'read',
  params: byVersion,
  answer: RuleSetVersionInFull,
});

export const listRunsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dq/runs',
  tag,
  summary: 'List runs, the newest first',
  may: 'read',
  query: QualityRunsQuery,
  answer: listAnswer(QualityRunRow),
});

export const startRunEndpoint = defineEndpoint({
  method: 'POST',
  path: '/dq/runs',
  tag,
  summary: 'Judge the lab’s own data',
  description:
    'The tests received or entered from `from` to before `to`; without from, as many days back as the rule set says (7). A row is a test, in the columns of imports and exports; transition rules judge the history of those tests.',
  may: 'quality.run',
  status: 202,
  body: NewLabRun,
  answer: RunStarted,
});

export const readRunEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dq/runs/{id}',
  tag,
  summary: 'Read a run: how far it is, and its report',
  may: 'read',
  params: byRun,
  answer: QualityReport,
});

export const cancelRunEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/dq/runs/{id}',
  tag,
  summary: 'Cancel a run',
  description:
    'One’s own check of a file, or with the role of a supervisor any run. One that has ended is 409.',
  may: 'csv.check',
  params: byRun,
  answer: QualityReport,
});

export const listViolationsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dq/runs/{id}/violations',
  tag,
  summary: 'List the rows at fault of a run',
  description: 'Rule by rule, as many as violations.csv has.',
  may: 'read',
  params: byRun,
  query: ViolationsQuery,
  answer: listAnswer(KeptViolation),
});

export const violationsCsvEndpoint = defineEndpoint({
  method: 'GET',
  path: '/dq/runs/{id}/violations.csv',
  tag,
  summary: 'Download the rows at fault: line, rule, severity, column, value, expected, specimen',
  description:
    'The first 10,000 of each rule, 200,000 in all, for 30 days. Text that a spreadsheet would run as a formula gets an apostrophe in front.',
  may: 'read',
  params: byRun,
  answerType: 'text/csv',
});

export const QUALITY_ENDPOINTS: readonly Endpoint[] = [
  validateCsvEndpoint,
  ruleTemplatesEndpoint,
  rulesSchemaEndpoint,
  checkRulesEndpoint,
  listRuleSetsEndpoint,
  createRuleSetEndpoint,
  readRuleSetEndpoint,
  changeRuleSetEndpoint,
  removeRuleSetEndpoint,
  readRuleSetVersionEndpoint,
  listRunsEndpoint,
  startRunEndpoint,
  readRunEndpoint,
  cancelRunEndpoint,
  listViolationsEndpoint,
  violationsCsvEndpoint,
];
