import { z } from 'zod';
import { lineField, nameField } from '@/lib/platform/http/named-list';
import { listQueryShape } from '@/lib/platform/http/page-of-list';
import { timeAnswer, timeField } from '@/lib/platform/http/time-field';
import { Finding, Verdict, Violation } from './judgement';
import { Rule, SEVERITIES } from './rule';

/** Rows of a violation that are named at once; violations.csv has more. */
export const ROW_INDICES = 1_000;
/** Of each rule so many violations are kept, of further ones while a run has room. */
export const ALWAYS_KEPT = 1_000;
export const KEPT_OF_A_RUN = 200_000;
/** Days that what a run found is kept: the rows at fault, and the run with its counts. */
export const VIOLATION_DAYS = 30;
export const RUN_DAYS = 400;

const rulesText = z
  .string({ error: 'must be text' })
  .min(1, 'must not be empty')
  .max(300_000, 'must have at most 256 KiB')
  .refine((text) => !text.includes('\u0000'), 'must not contain a NUL character');

const Note = z.object({ line: z.int(), text: z.string() });
const Fault = z.object({ line: z.int(), column: z.int(), text: z.string() });

export const RulesText = z.strictObject({ text: rulesText });

/** What a text of rules says, before anything is kept of it. */
export const RulesChecked = z.object({
  valid: z.boolean(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  rules: z.array(Rule).describe('Those without a fault, as they are understood.'),
  notes: z.array(Note).describe('Spellings of other kits, and how they were read.'),
  faults: z.array(Fault).describe('Every one, with its line and column from 1.'),
});
export type RulesChecked = z.output<typeof RulesChecked>;

export const RuleTemplates = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      text: z.string().describe('YAML, to begin a rule set with.'),
      built_in: z.boolean().describe('What is judged by where no rules are given.'),
    }),
  ),
});
export type RuleTemplates = z.output<typeof RuleTemplates>;

const fields = {
  name: nameField,
  description: z.string().trim().max(1000, 'must have at most 1000 characters'),
  text: rulesText.describe('Rules in YAML, at most 256 KiB.'),
  every_hours: z
    .int('must be a whole number of hours')
    .min(1, 'must be at least 1 hour')
    .max(168, 'must be at most 168 hours')
    .nullable()
    .describe('Judges the lab’s own data so often; null for never.'),
  days: z
    .int('must be a whole number of days')
    .min(1, 'must be at least 1 day')
    .max(400, 'must be at most 400 days')
    .describe('Days back from the run whose tests are judged.'),
  after_import: z.boolean().describe('Judges what an import brought, after it.'),
};

export const NewRuleSet = z.strictObject({
  ...fields,
  description: fields.description.default(''),
  every_hours: fields.every_hours.default(null),
  days: fields.days.default(7),
  after_import: fields.after_import.default(false),
});
export type NewRuleSet = z.output<typeof NewRuleSet>;

const version = z
  .int('must be a version number')
  .min(1, 'must be a version number')
  .describe('As read; 409 version_conflict where somebody was faster.');

/** Fields left out stay. */
export const RuleSetChange = z.strictObject({ ...fields, version }).partial();
export type RuleSetChange = z.output<typeof RuleSetChange>;

export const SeenVersion = z.strictObject({
  version: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe(version.description ?? ''),
});

export const RuleSet = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  version: z.int().describe('Of its text: what says something else is another version.'),
  every_hours: z.int().nullable(),
  days: z.int(),
  after_import: z.boolean(),
  created_at: timeAnswer,
  changed_at: timeAnswer.describe('When the version in force was written.'),
  changed_by: z.string(),
  last_run: z
    .object({ id: z.uuid(), verdict: Verdict, finished_at: timeAnswer })
    .nullable()
    .describe('The last over the lab’s own data that finished.'),
});
export type RuleSet = z.output<typeof RuleSet>;

const RuleSetVersion = z.object({ version: z.int(), by: z.string(), at: timeAnswer });

export const RuleSetInFull = RuleSet.extend({
  text: z.string(),
  rules: z.array(Rule),
  notes: z.array(Note),
  versions: z.array(RuleSetVersion).describe('The newest first, at most 200.'),
});
export type RuleSetInFull = z.output<typeof RuleSetInFull>;

const LineChange = z.object({
  change: z.enum(['same', 'added', 'removed']),
  text: z.string(),
});

/** One version, and what it changed of the one before. */
export const RuleSetVersionInFull = RuleSetVersion.extend({
  text: z.string(),
  compared_with: z.int().nullable().describe('The version before; null for the first.'),
  rules: z.object({
    added: z.array(z.string()),
    removed: z.array(z.string()),
    changed: z.array(z.string()),
  }),
  lines: z.array(LineChange),
});
export type RuleSetVersionInFull = z.output<typeof RuleSetVersionInFull>;

export const RuleSetsQuery = z.strictObject({
  ...listQueryShape,
  q: z.string().trim().max(120).optional().describe('Looks into names.'),
});
export type RuleSetsQuery = z.output<typeof RuleSetsQuery>;

const ruleSetRef = lineField(200).describe('The name or id of a rule set.');

/** The form fields beside `file`. */
export const CheckFormFields = z
  .strictObject({
    rules_file: rulesText.optional(),
    custom_rules: rulesText.optional(),
    rule_set: ruleSetRef.optional(),
  })
  .refine(
    ({ rules_file, custom_rules, rule_set }) =>
      rule_set === undefined || (rules_file === undefined && custom_rules === undefined),
    { path: ['rule_set'], error: 'is given besides rules_file or custom_rules; give one of them' },
  );
export type CheckFormFields = z.output<typeof CheckFormFields>;

/** As described in OpenAPI: the form of a check. */
export const CheckForm = z.object({
  file: z.string().meta({ format: 'binary', description: 'A CSV file.' }),
  rules_file: z
    .string()
    .meta({ format: 'binary', description: 'A YAML file of rules.' })
    .optional(),
  custom_rules: z
    .string()
    .optional()
    .describe('Rules as YAML or JSON, besides those of rules_file. Without any: the built-in set.'),
  rule_set: z.string().optional().describe('Instead: the name or id of a rule set of the lab.'),
});

export const NewLabRun = z
  .strictObject({
    rule_set: ruleSetRef.optional().describe('The built-in set where left out.'),
    from: timeField.optional(),
    to: timeField.optional().describe('Now where left out.'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['to'],
    error: 'must be after from',
  });
export type NewLabRun = z.output<typeof NewLabRun>;

export const RUN_SOURCES = ['csv', 'lab'] as const;
export const RUN_TRIGGERS = ['asked', 'schedule', 'import'] as const;
export const RUN_STATUSES = ['queued', 'running', 'finished', 'failed', 'cancelled'] as const;

export const QualityRunRow = z.object({
  id: z.uuid(),
  source: z.enum(RUN_SOURCES).describe('A CSV file, or the lab’s own data.'),
  trigger: z.enum(RUN_TRIGGERS),
  status: z.enum(RUN_STATUSES),
  verdict: Verdict.nullable().describe('Null until it has finished.'),
  rule_set: z.object({ id: z.uuid(), name: z.string(), version: z.int() }).nullable(),
  rules_name: z.string(),
  file_name: z.string().nullable(),
  file_size: z.int().nullable(),
  import_id: z.uuid().nullable(),
  from: timeAnswer.nullable(),
  to: timeAnswer.nullable(),
  rows_done: z.int(),
  rows_total: z.int().nullable(),
  percent: z.number().nullable(),
  errors: z.int().describe('Rules of severity ERROR that did not hold; the others likewise.'),
  warnings: z.int(),
  infos: z.int(),
  unjudged: z.int().describe('Rules that could not be judged.'),
  message: z.string().nullable().describe('Why it failed.'),
  by: z.string(),
  created_at: timeAnswer,
  started_at: timeAnswer.nullable(),
  finished_at: timeAnswer.nullable(),
});
export type QualityRunRow = z.output<typeof QualityRunRow>;

/** A rule that did not hold, by the column at fault. */
export const ReportedViolation = z.object({
  rule_name: z.string(),
  description: z.string(),
  severity: z.enum(SEVERITIES),
  row_count: z.int().describe('Rows at fault; where the table as a whole is, all of them.'),
  row_indices: z
    .array(z.int())
    .describe(`The first ${ROW_INDICES}, from 0 without the header; none of a table as a whole.`),
  column: z.string().nullable(),
  value: z.string().nullable().describe('What the first of them holds.'),
  expected: z.string(),
  lines: z.array(z.int()).describe('The lines of the file those rows begin on, from 1.'),
});

/** A run with what it found. Until it has finished, counts are null and lists empty. */
export const QualityReport = QualityRunRow.extend({
  data_shape: z.object({ rows: z.int(), columns: z.int() }).nullable(),
  column_names: z.array(z.string()),
  rules_applied: z.int(),
  violations_count: z.int().nullable(),
  violations: z.array(ReportedViolation),
  summary: z
    .object({
      total_violations: z.int(),
      errors: z.int(),
      warnings: z.int(),
      info: z.int(),
      timestamp: timeAnswer,
    })
    .nullable()
    .describe('Of violations, by severity.'),
  timestamp: timeAnswer.nullable(),
  findings: z.array(Finding).describe('What came of every rule, also those that held.'),
  rules: z.array(Rule).describe('The rules as they were applied.'),
  notes: z.array(Note),
  rows_kept: z
    .boolean()
    .describe(`Whether the rows at fault are still kept; they are for ${VIOLATION_DAYS} days.`),
  can_cancel: z.boolean(),
});
export type QualityReport = z.output<typeof QualityReport>;

export const RunStarted = z.object({ id: z.uuid(), status: z.enum(RUN_STATUSES) });
export type RunStarted = z.output<typeof RunStarted>;

export const QualityRunsQuery = z.strictObject({
  ...listQueryShape,
  rule_set: ruleSetRef.optional(),
  source: z.enum(RUN_SOURCES, { error: `must be ${RUN_SOURCES.join(' or ')}` }).optional(),
  status: z.enum(RUN_STATUSES, { error: `must be one of ${RUN_STATUSES.join(', ')}` }).optional(),
  verdict: Verdict.optional(),
});
export type QualityRunsQuery = z.output<typeof QualityRunsQuery>;

/** A row at fault that is kept. */
export const KeptViolation = Violation;
export type KeptViolation = z.output<typeof KeptViolation>;

export const ViolationsQuery = z.strictObject({
  ...listQueryShape,
  rule: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0)
    .max(1_000)
    .optional()
    .describe('Which of the run’s rules, from 0.'),
});
export type ViolationsQuery = z.output<typeof ViolationsQuery>;
