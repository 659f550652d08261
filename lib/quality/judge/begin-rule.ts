import type { Violation } from '../judgement';
import { judgeAllowedValues } from '../kinds/allowed-values';
import { judgeCompleteness } from '../kinds/completeness';
import { judgeDataTypes } from '../kinds/data-types';
import { judgeFormat } from '../kinds/format';
import { judgeFreshness } from '../kinds/freshness';
import type { KindJudge, Setting } from '../kinds/kind-judge';
import { judgeNoFutureDates } from '../kinds/no-future-dates';
import { judgeOutlier } from '../kinds/outlier';
import { judgeRange } from '../kinds/range';
import { judgeReadableRows } from '../kinds/readable-rows';
import { judgeReference } from '../kinds/reference';
import { judgeRequiredColumns } from '../kinds/required-columns';
import { judgeRowCount } from '../kinds/row-count';
import { judgeTimestampOrder } from '../kinds/timestamp-order';
import { judgeTransition } from '../kinds/transition';
import { judgeUniqueness } from '../kinds/uniqueness';
import type { Rule } from '../rule';
import { rowFilter } from './row-filter';
import type { RowReader } from './row-reader';
import { Tally } from './tally';

function kindJudge(rule: Rule, setting: Setting): KindJudge {
  switch (rule.type) {
    case 'required_columns':
      return judgeRequiredColumns(rule, setting);
    case 'completeness':
      return judgeCompleteness(rule, setting);
    case 'uniqueness':
      return judgeUniqueness(rule, setting);
    case 'data_types':
      return judgeDataTypes(rule, setting);
    case 'allowed_values':
      return judgeAllowedValues(rule, setting);
    case 'format':
      return judgeFormat(rule, setting);
    case 'range':
      return judgeRange(rule, setting);
    case 'timestamp_order':
      return judgeTimestampOrder(rule, setting);
    case 'no_future_dates':
      return judgeNoFutureDates(rule, setting);
    case 'freshness':
      return judgeFreshness(rule, setting);
    case 'row_count':
      return judgeRowCount(rule, setting);
    case 'reference':
      return judgeReference(rule, setting);
    case 'transition':
      return judgeTransition(rule, setting);
    case 'outlier':
      return judgeOutlier(rule, setting);
    case 'readable_rows':
      return judgeReadableRows(rule, setting);
  }
}

/** A rule at work, with what it has counted. */
export type Beginning = {
  rule: Rule;
  tally: Tally;
  row: ((row: RowReader) => void) | null;
  end: () => void;
};

export function beginRule(
  rule: Rule,
  index: number,
  setting: Omit<Setting, 'tally'>,
  tell: (violation: Violation) => void,
): Beginning {
  const tally = new Tally(rule, index, tell);
  const concerned = rowFilter(rule.filter, setting.find);
  if (concerned !== null && 'missing' in concerned) {
    tally.impossible(`The table has no column ${concerned.missing.join(', ')} to filter by.`);
    return { rule, tally, row: null, end: () => undefined };
  }
  const judge = kindJudge(rule, { ...setting, tally });
  const { row: ofRow } = judge;
  const row =
    ofRow === undefined
      ? null
      : concerned === null
        ? (row: RowReader) => tally.count(ofRow(row))
        : (row: RowReader) => {
            if (concerned(row)) tally.count(ofRow(row));
          };
  return { rule, tally, row, end: () => judge.end?.() };
}
