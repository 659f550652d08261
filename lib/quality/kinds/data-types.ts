import { readNumber, type RowReader } from '../judge/row-reader';
import { FAILED, PASSED, SKIPPED, type Outcome } from '../judge/tally';
import type { DataType, RuleOf } from '../rule';
import { foundColumns, type KindJudge, type Setting } from './kind-judge';

const INTEGER = /^[+\-−]?\d{1,300}$/;
const BOOLEAN = /^(?:true|false|yes|no|y|n|t|f|0|1)$/i;
export const CLOCK_TIME = /^(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?$/;
/** A clock time, fourteen digits in a row, or the fraction of a spreadsheet's day. */
const HAS_TIME = /:|^\d{12,14}$|^\d{5}[.,]\d/;

/** Whether a cell can be read as each type. */
const CAN_BE: Readonly<Record<DataType, (row: RowReader, at: number, text: string) => boolean>> = {
  string: () => true,
  integer: (_row, _at, text) => INTEGER.test(text),
  number: (_row, _at, text) => readNumber(text) !== null,
  boolean: (_row, _at, text) => BOOLEAN.test(text),
  date: (row, at) => typeof row.time(at) === 'number',
  datetime: (row, at, text) => HAS_TIME.test(text) && typeof row.time(at) === 'number',
  time: (_row, _at, text) => CLOCK_TIME.test(text),
};

const EXPECTED: Readonly<Record<DataType, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  date: 'a day',
  datetime: 'a day and its time',
  time: 'a time of day',
};

/** Counts rows: one with a cell that cannot be read fails. Empty cells are of any type. */
export function judgeDataTypes(rule: RuleOf<'data_types'>, setting: Setting): KindJudge {
  const found = foundColumns(setting, Object.keys(rule.columns), rule.if_present);
  const checks = found.map((column) => {
    const type = rule.columns[column.name] ?? 'string';
    return { ...column, canBe: CAN_BE[type], expected: EXPECTED[type] };
  });
  if (checks.length === 0) return {};
  return {
    row(row) {
      let outcome: Outcome = SKIPPED;
      for (const { name, at, canBe, expected } of checks) {
        const text = row.text(at);
        if (text === '') continue;
        if (canBe(row, at, text)) {
          if (outcome === SKIPPED) outcome = PASSED;
          continue;
        }
        outcome = FAILED;
        setting.tally.violate(row, name, text, expected);
      }
      return outcome;
    },
  };
}
