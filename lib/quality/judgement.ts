import { z } from 'zod';
import { DIALECT_KINDS, SEVERITIES } from './rule';

/** Violations a rule gives out; all of them are counted. */
export const KEPT_VIOLATIONS = 10_000;
export const EXAMPLES = 5;

/** One cell, one row or the table as a whole that a rule does not let pass. */
export const Violation = z.object({
  /** Which of the rules, from 0. */
  rule: z.int(),
  /** Row of data from 0, the header not counted; null of the table as a whole. */
  row: z.int().nullable(),
  /** Line of the file the row begins on, from 1; null where there is no file. */
  line: z.int().nullable(),
  column: z.string().nullable(),
  /** What is there, cut to 200 letters; null where nothing is. */
  value: z.string().nullable(),
  expected: z.string(),
  /** What the row's specimen_id column holds, if there is one. */
  specimen: z.string().nullable(),
});
export type Violation = z.output<typeof Violation>;

/** info: an INFO rule that did not hold, which makes the whole no worse. */
export const FindingVerdict = z.enum(['pass', 'info', 'warn', 'fail', 'unjudged']);
export type FindingVerdict = z.output<typeof FindingVerdict>;

/**
 * What came of one rule. Rows are counted, except by rules about a table as a whole
 * (required_columns counts columns; row_count and freshness count once). `checked` of them could be
 * judged and `failed` of these did not pass; `unjudged` could not. What is empty is neither, except
 * for completeness.
 */
export const Finding = z.object({
  rule: z.int(),
  name: z.string(),
  description: z.string(),
  type: z.enum(DIALECT_KINDS),
  severity: z.enum(SEVERITIES),
  verdict: FindingVerdict,
  checked: z.int(),
  failed: z.int(),
  /** How many may fail, in the same unit. */
  may_fail: z.int(),
  unjudged: z.int(),
  /** Why it could not be judged, or not all of it. */
  reason: z.string().nullable(),
  /** Cells at fault: where a row has two, both. */
  violations: z.int(),
  by_column: z.array(
    z.object({ column: z.string().nullable(), failed: z.int(), expected: z.string() }),
  ),
  examples: z.array(Violation),
});
export type Finding = z.output<typeof Finding>;

export const Verdict = z.enum(['pass', 'warn', 'fail', 'unjudged']);
export type Verdict = z.output<typeof Verdict>;

/** What came of judging a table. */
export const Judgement = z.object({
  /** fail: an ERROR rule did not hold; warn: a WARNING; unjudged: none could be judged. */
  verdict: Verdict,
  rows: z.int(),
  columns: z.array(z.string()),
  /** Rules that did not hold, by severity, and those that could not be judged. */
  errors: z.int(),
  warnings: z.int(),
  infos: z.int(),
  unjudged: z.int(),
  findings: z.array(Finding),
});
export type Judgement = z.output<typeof Judgement>;
