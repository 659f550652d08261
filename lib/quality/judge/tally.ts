import {
  EXAMPLES,
  KEPT_VIOLATIONS,
  type Finding,
  type FindingVerdict,
  type Violation,
} from '../judgement';
import type { Rule } from '../rule';
import { cutTo, shown, type RowReader } from './row-reader';

/** What a rule says of one row. */
export const SKIPPED = 0;
export const PASSED = 1;
export const FAILED = 2;
export const UNJUDGED = 3;
export type Outcome = typeof SKIPPED | typeof PASSED | typeof FAILED | typeof UNJUDGED;

/** The worse of two outcomes of one row: a fault outweighs what could not be read. */
export function worse(a: Outcome, b: Outcome): Outcome {
  if (a === FAILED || b === FAILED) return FAILED;
  return a > b ? a : b;
}

type Where = { row: number | null; line: number | null; specimen: string | null };
type Unread = { rows: number; first: string };

const MAX_REASONS = 5;

export function sentence(count: number, one: string, many: string): string {
  return count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${many}`;
}

/** Counts what one rule finds, and gives its first violations out. */
export class Tally {
  checked = 0;
  failed = 0;
  unjudged = 0;
  /** Of the unjudged, those that keep nothing from passing: groups too small to compare. */
  aside = 0;
  #rule: Rule;
  #index: number;
  #violations = 0;
  #tell: (violation: Violation) => void;
  #byColumn = new Map<string | null, { failed: number; expected: string }>();
  #examples: Violation[] = [];
  #missing: string[] = [];
  #unread = new Map<string, Unread>();
  #hints: string[] = [];
  /** Why nothing at all can be judged. */
  #impossible: string | null = null;

  constructor(rule: Rule, index: number, tell: (violation: Violation) => void) {
    this.#rule = rule;
    this.#index = index;
    this.#tell = tell;
  }

  count(outcome: Outcome): void {
    if (outcome === SKIPPED) return;
    if (outcome === UNJUDGED) this.unjudged += 1;
    else {
      this.checked += 1;
      if (outcome === FAILED) this.failed += 1;
    }
  }

  /** A cell at fault in the row that is being judged. */
  violate(row: RowReader, column: string | null, value: string | null, expected: string): void {
    if (this.#violations < KEPT_VIOLATIONS) {
      this.violateAt(
        { row: row.row, line: row.line, specimen: row.specimen() },
        column,
        value,
        expected,
      );
    } else this.#countViolation(column, expected);
  }

  /** The same of a row that has gone by, or of the table as a whole. */
  violateAt(where: Where, column: string | null, value: string | null, expected: string): void {
    this.#countViolation(column, expected);
    if (this.#violations > KEPT_VIOLATIONS) return;
    const violation: Violation = {
      rule: this.#index,
      ...where,
      column,
      value: value === null || value === '' ? null : shown(value),
      expected: expected.replaceAll('\u0000', '\u2400'),
    };
    if (this.#examples.length < EXAMPLES) this.#examples.push(violation);
    this.#tell(violation);
  }

  /** Cells at fault that are counted only. */
  countFurther(column: string | null, cells: number, expected: string): void {
    if (cells <= 0) return;
    this.#violations += cells;
    const there = this.#byColumn.get(column);
    if (there) there.failed += cells;
    else this.#byColumn.set(column, { failed: cells, expected });
  }

  /** Whether another violation would be given out, not only counted. */
  get keeps(): boolean {
    return this.#violations < KEPT_VIOLATIONS;
  }

  #countViolation(column: string | null, expected: string): void {
    this.#violations += 1;
    const there = this.#byColumn.get(column);
    if (there) there.failed += 1;
    else {
      this.#byColumn.set(column, { failed: 1, expected: expected.replaceAll('\u0000', '\u2400') });
    }
  }

  /** What keeps a row from being judged; `why` is one of few texts. */
  unread(row: RowReader, column: string | null, value: string | null, why: string): void {
    const text = column === null ? why : `${column} ${why}`;
    const there = this.#unread.get(text);
    if (there) there.rows += 1;
    else if (this.#unread.size < MAX_REASONS) {
      const place = row.line === null ? `row ${row.row + 1}` : `line ${row.line}`;
      const quoted = value === null || value === '' ? '' : `: “${cutTo(shown(value), 60)}”`;
      this.#unread.set(text, { rows: 1, first: `${place}${quoted}` });
    }
  }

  missing(column: string): void {
    this.#missing.push(column);
  }

  impossible(why: string): void {
    this.#impossible ??= why;
  }

  /** Says more about what could not be judged. */
  hint(text: string): void {
    this.#hints.push(text);
  }

  #mayFail(of: number): number {
    const { may_fail } = this.#rule;
    if (typeof may_fail === 'number') return may_fail;
    return Math.floor((Number.parseFloat(may_fail) * of) / 100 + 1e-9);
  }

  #verdict(): FindingVerdict {
    if (this.failed > this.#mayFail(this.checked)) {
      return ({ ERROR: 'fail', WARNING: 'warn', INFO: 'info' } as const)[this.#rule.severity];
    }
    if (this.#impossible !== null || this.checked === 0 || this.#missing.length > 0)
      return 'unjudged';
    const unread = this.unjudged - this.aside;
    const doubtful = this.failed + unread;
    return unread > 0 && doubtful > this.#mayFail(this.checked + unread) ? 'unjudged' : 'pass';
  }

  #reason(rows: number): string | null {
    const reasons: string[] = [];
    if (this.#impossible !== null) reasons.push(this.#impossible);
    if (this.#missing.length > 0) {
      const names = this.#missing.join(', ');
      reasons.push(`The table has no column ${names}.`);
    }
    for (const [text, { rows: count, first }] of this.#unread) {
      reasons.push(`${sentence(count, 'row', 'rows')}: ${text} (first on ${first}).`);
    }
    reasons.push(...this.#hints);
    if (reasons.length === 0 && this.checked === 0) {
      reasons.push(
        rows === 0
          ? 'There are no rows.'
          : this.#rule.filter === undefined
            ? 'There is nothing in these columns.'
            : 'There is nothing in these columns, or no row is let through by the filter.',
      );
    }
    return reasons.length === 0 ? null : reasons.join(' ');
  }

  /** What came of the rule, of a table with so many rows. */
  finding(rows: number): Finding {
    return {
      rule: this.#index,
      name: this.#rule.name,
      description: this.#rule.description,
      type: this.#rule.type,
      severity: this.#rule.severity,
      verdict: this.#verdict(),
      checked: this.checked,
      failed: this.failed,
      may_fail: this.#mayFail(this.checked),
      unjudged: this.unjudged,
      reason: this.#reason(rows),
      violations: this.#violations,
      by_column: [...this.#byColumn].map(([column, { failed, expected }]) => ({
        column,
        failed,
        expected,
      })),
      examples: this.#examples,
    };
  }
}
