import { z } from 'zod';

/** The kinds of rule, in the order they are offered. */
export const DIALECT_KINDS = [
  'required_columns',
  'completeness',
  'uniqueness',
  'data_types',
  'allowed_values',
  'format',
  'range',
  'timestamp_order',
  'no_future_dates',
  'freshness',
  'row_count',
  'reference',
  'transition',
  'outlier',
  'readable_rows',
] as const;
export type DialectKind = (typeof DIALECT_KINDS)[number];

export const SEVERITIES = ['ERROR', 'WARNING', 'INFO'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const DATA_TYPES = [
  'string',
  'integer',
  'number',
  'boolean',
  'date',
  'datetime',
  'time',
] as const;
export type DataType = (typeof DATA_TYPES)[number];

export const NAMED_FORMATS = [
  'alphanumeric',
  'letters',
  'digits',
  'specimen_id',
  'email',
  'uuid',
  'loinc',
  'date',
  'datetime',
  'time',
] as const;
export type NamedFormat = (typeof NAMED_FORMATS)[number];

export const KNOWN_LISTS = ['assay', 'device'] as const;
export type KnownList = (typeof KNOWN_LISTS)[number];

/** Bytes a text of rules may have, and rules in it. */
export const MAX_RULES_BYTES = 256 * 1024;
export const MAX_RULES = 500;
/** Of those that keep something of every row: memory grows with them and with the rows. */
export const MAX_KEEPING_RULES = 12;

const column = z.string().trim().min(1, 'must name a column').max(200);
const columns = z
  .array(column)
  .min(1, 'must name at least one column')
  .max(200)
  .refine((names) => new Set(names).size === names.length, 'names a column twice');
/** What a cell is compared with: numbers and true/false are taken as they are written. */
const cellText = z
  .union([z.string().max(1000), z.number(), z.boolean()], {
    error: 'must be a text of at most 1000 letters, a number, true or false',
  })
  .transform(String);
const percentText = z
  .string()
  .regex(/^(?:100(?:\.0+)?|\d{1,2}(?:\.\d+)?) ?%$/, 'must be a number or a percentage such as 2%');

/** A bound of a number, or of a time where it is a text such as 2026-01-01 (on the lab's clock). */
const bound = z.union([z.number(), z.string().min(1).max(40)], {
  error: 'must be a number or a date such as 2026-01-01',
});
const Bounds = z
  .strictObject({
    min: bound.optional().describe('The least it may be.'),
    max: bound.optional().describe('The most it may be.'),
  })
  .refine(
    ({ min, max }) => min !== undefined || max !== undefined,
    'needs min, max or both of them',
  )
  .refine(
    ({ min, max }) => min === undefined || max === undefined || typeof min === typeof max,
    'has a number and a date as bounds',
  )
  .refine(
    ({ min, max }) => typeof min !== 'number' || typeof max !== 'number' || min <= max,
    'has a min above its max',
  );
export type Bounds = z.output<typeof Bounds>;

/** What a cell must be like for its row to be of concern. All that is given must hold. */
const Condition = z
  .strictObject({
    in: z.array(cellText).min(1).max(1000).optional().describe('One of these, blind to case.'),
    not_in: z.array(cellText).min(1).max(1000).optional().describe('None of these.'),
    filled: z.boolean().optional().describe('Whether the cell holds anything.'),
    min: z.number().optional(),
    max: z.number().optional(),
  })
  .refine((condition) => Object.keys(condition).length > 0, 'says nothing');
export type Condition = z.output<typeof Condition>;

const Filter = z
  .record(
    column,
    z.union(
      [
        Condition,
        cellText.transform((text): Condition => ({ in: [text] })),
        z
          .array(cellText)
          .min(1)
          .max(1000)
          .transform((texts): Condition => ({ in: texts })),
      ],
      { error: 'must be a value, a list of values or a condition (in, not_in, filled, min, max)' },
    ),
  )
  .describe(
    'The rows it concerns: a value, a list of values or a condition per column; all must hold.',
  );

const common = {
  name: z.string().trim().min(1).max(120).describe('What the report calls it; once in a file.'),
  description: z.string().trim().max(1000).default('').describe('What it is for.'),
  severity: z
    .enum(SEVERITIES)
    .default('ERROR')
    .describe('ERROR fails the whole, WARNING warns, INFO does neither.'),
  filter: Filter.optional(),
  may_fail: z
    .union([z.int().min(0), percentText], {
      error: 'must be a whole number of rows or a percentage such as 2%',
    })
    .default(0)
    .describe('How many rows may fail: a number, or a percentage of those judged such as 2%.'),
};

const ifPresent = {
  if_present: z
    .boolean()
    .default(false)
    .describe('Columns the table lacks are left out, instead of keeping the rule from passing.'),
};

const kind = <Kind extends DialectKind>(type: Kind) => z.literal(type);
const hours = z.number().min(0).max(876_000);

const RequiredColumns = z
  .strictObject({ type: kind('required_columns'), ...common, columns })
  .describe('The table has these columns.');

const Completeness = z
  .strictObject({
    type: kind('completeness'),
    ...common,
    ...ifPresent,
    columns,
    threshold: z
      .union([z.number().min(0).max(100), percentText], {
        error: 'must be a percentage such as 95%',
      })
      .default(100)
      .describe('The least percentage of rows whose cell holds something: 95 or 95%.'),
    blank: z
      .array(cellText)
      .max(100)
      .optional()
      .describe('Words that count as empty too, such as N/A.'),
  })
  .describe('Cells are filled in.');

const Uniqueness = z
  .strictObject({
    type: kind('uniqueness'),
    ...common,
    ...ifPresent,
    columns: columns.describe('Together they occur once.'),
    ignore_case: z.boolean().default(false),
  })
  .describe('No two rows are alike in these columns.');

const DataTypes = z
  .strictObject({
    type: kind('data_types'),
    ...common,
    ...ifPresent,
    columns: z
      .record(column, z.enum(DATA_TYPES))
      .refine((map) => Object.keys(map).length > 0, 'must name at least one column'),
  })
  .describe('Cells can be read as what they are to be.');

const AllowedValues = z
  .strictObject({
    type: kind('allowed_values'),
    ...common,
    ...ifPresent,
    columns,
    values: z.array(cellText).min(1).max(10_000),
    ignore_case: z.boolean().default(false),
  })
  .describe('Cells hold one of these values.');

const Format = z
  .strictObject({
    type: kind('format'),
    ...common,
    ...ifPresent,
    columns,
    pattern: z
      .string()
      .min(1)
      .max(1000)
      // A block of YAML (pattern: |) ends with a line break, which no cell does.
      .transform((text) => text.replace(/[\r\n]+$/, ''))
      .optional()
      .describe('RE2 syntax; the whole cell must match.'),
    format: z.enum(NAMED_FORMATS).optional(),
  })
  .refine(
    ({ pattern, format }) => (pattern === undefined) !== (format === undefined),
    'needs a pattern or a named format, and not both',
  )
  .describe('Cells are written in one way.');

const Range = z
  .strictObject({
    type: kind('range'),
    ...common,
    ...ifPresent,
    columns: z
      .record(column, Bounds)
      .refine((map) => Object.keys(map).length > 0, 'must name at least one column'),
  })
  .describe('Numbers, or times, lie between bounds.');

const TimestampOrder = z
  .strictObject({
    type: kind('timestamp_order'),
    ...common,
    ...ifPresent,
    columns: columns
      .min(2, 'needs at least two columns')
      .describe('Earliest first. Empty ones are passed over.'),
    allow_equal: z.boolean().default(true),
    within_hours: hours
      .optional()
      .describe('The most that may lie between one time and the next one that is there.'),
  })
  .describe('Times follow one another.');

const NoFutureDates = z
  .strictObject({
    type: kind('no_future_dates'),
    ...common,
    ...ifPresent,
    columns,
    tolerance_hours: hours.default(0).describe('How far ahead of now is let pass.'),
  })
  .describe('Times lie in the past.');

const Freshness = z
  .strictObject({
    type: kind('freshness'),
    ...common,
    column,
    max_age_hours: hours.positive(),
  })
  .describe('The newest time that has passed is not long ago.');

const RowCount = z
  .strictObject({
    type: kind('row_count'),
    ...common,
    min: z.int().min(0).optional(),
    max: z.int().min(0).optional(),
  })
  .refine(
    ({ min, max }) => min !== undefined || max !== undefined,
    'needs min, max or both of them',
  )
  .refine(
    ({ min, max }) => min === undefined || max === undefined || min <= max,
    'has a min above its max',
  )
  .describe('There are enough rows, and not too many.');

const Reference = z
  .strictObject({
    type: kind('reference'),
    ...common,
    column,
    known: z.enum(KNOWN_LISTS).describe('The lab’s list it must be on.'),
  })
  .describe('The lab knows what cells name.');

const Transition = z
  .strictObject({
    type: kind('transition'),
    ...common,
    from: column.optional().describe('Column with the state before; from_state where left out.'),
    to: column.optional().describe('Column with the state after; to_state where left out.'),
    state: column
      .optional()
      .describe('Instead of from and to: the state, where each row of a key follows its last.'),
    key: columns.optional().describe('With state: what the rows of one test have in common.'),
    allowed: z
      .record(z.string().min(1).max(100), z.array(z.string().min(1).max(100)).max(200))
      .optional()
      .describe('State → the states that may follow. The lab’s workflow where left out.'),
  })
  .refine(
    ({ state, key }) => (state === undefined) === (key === undefined),
    'needs key with state, and state with key',
  )
  .refine(
    ({ state, from, to }) => state === undefined || (from === undefined && to === undefined),
    'has state besides from or to',
  )
  .describe('States follow one another as the workflow allows.');

const Outlier = z
  .strictObject({
    type: kind('outlier'),
    ...common,
    column: column.optional(),
    between: z
      .tuple([column, column])
      .optional()
      .describe('Instead of column: the hours from the first of two times to the second.'),
    method: z
      .enum(['robust_z', 'iqr'])
      .default('robust_z')
      .describe('By the median and the median deviation from it, or by quartiles.'),
    limit: z
      .number()
      .positive()
      .max(1000)
      .optional()
      .describe('robust_z: the largest |z| (3.5). iqr: times the IQR beyond a quartile (1.5).'),
    group_by: columns.max(5).optional().describe('Each of its values is judged by itself.'),
    min_values: z
      .int()
      .min(4)
      .max(1_000_000)
      .default(10)
      .describe('A group with fewer cannot be judged.'),
  })
  .refine(
    ({ column: one, between }) => (one === undefined) !== (between === undefined),
    'needs column or between, and not both',
  )
  .describe('Numbers are not far from the rest.');

const ReadableRows = z
  .strictObject({ type: kind('readable_rows'), ...common })
  .describe('Rows of a file can be taken apart. Every file is judged by it.');

/** What each kind takes. */
export const RULE_SCHEMAS = {
  required_columns: RequiredColumns,
  completeness: Completeness,
  uniqueness: Uniqueness,
  data_types: DataTypes,
  allowed_values: AllowedValues,
  format: Format,
  range: Range,
  timestamp_order: TimestampOrder,
  no_future_dates: NoFutureDates,
  freshness: Freshness,
  row_count: RowCount,
  reference: Reference,
  transition: Transition,
  outlier: Outlier,
  readable_rows: ReadableRows,
} as const satisfies Record<DialectKind, z.ZodType>;

/** One rule as the engine applies it. What it gives out it takes in again. */
export const Rule = z.discriminatedUnion('type', [
  RequiredColumns,
  Completeness,
  Uniqueness,
  DataTypes,
  AllowedValues,
  Format,
  Range,
  TimestampOrder,
  NoFutureDates,
  Freshness,
  RowCount,
  Reference,
  Transition,
  Outlier,
  ReadableRows,
]);
export type Rule = z.output<typeof Rule>;

/** Whether a rule keeps something of every row until the end. */
export function keepsRows(rule: Rule): boolean {
  return (
    rule.type === 'uniqueness' ||
    rule.type === 'outlier' ||
    (rule.type === 'transition' && rule.state !== undefined)
  );
}

export type RuleOf<Kind extends DialectKind> = Extract<Rule, { type: Kind }>;

/** A file of rules. */
export const RuleFile = z
  .strictObject({
    $schema: z.string().max(500).optional().describe('Where an editor finds this schema.'),
    name: z.string().trim().min(1).max(120).optional(),
    description: z.string().trim().max(1000).optional(),
    rules: z.array(Rule).min(1, 'has no rules').max(MAX_RULES),
  })
  .describe('Rules that data must satisfy.');
export type RuleFile = z.output<typeof RuleFile>;
