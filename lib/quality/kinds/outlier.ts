import { GrowingFloats, GrowingInts } from '../judge/growing';
import { shown, type RowReader } from '../judge/row-reader';
import { SKIPPED, UNJUDGED } from '../judge/tally';
import type { RuleOf } from '../rule';
import { neededColumns, NOTHING, type KindJudge, type Setting } from './kind-judge';
import { quartileBounds, robustBounds, type OutlierBounds } from './robust-bounds';

const HOUR_MS = 3_600_000;
const BETWEEN = '\u001f';
/** Groups that are told apart; rows of further ones cannot be judged. */
const MAX_GROUPS = 20_000;
const MAX_GROUP_LETTERS = 500;

function rounded(value: number): string {
  return String(Number(value.toPrecision(6)));
}

/** How the number of a row is got: a string is why there is none, null that nothing is there. */
function valueReader(
  rule: RuleOf<'outlier'>,
  setting: Setting,
): { of: (row: RowReader) => number | string | null; name: string; unit: string } | null {
  if (rule.between === undefined) {
    const [column] = neededColumns(setting, [rule.column ?? '']) ?? [];
    if (!column) return null;
    const { at, name } = column;
    const of = (row: RowReader) =>
      row.text(at) === '' ? null : (row.number(at) ?? 'is no number');
    return { of, name, unit: '' };
  }
  const [first, last] = neededColumns(setting, rule.between) ?? [];
  if (!first || !last) return null;
  const of = (row: RowReader) => {
    if (row.text(first.at) === '' || row.text(last.at) === '') return null;
    const [from, to] = [row.time(first.at), row.time(last.at)];
    if (typeof from === 'string' || typeof to === 'string') return 'has a time that cannot be read';
    return (to - from) / HOUR_MS;
  };
  return { of, name: `${first.name} to ${last.name}`, unit: ' hours' };
}

/**
 * Counts rows: one fails whose number is far from those of its group. Every number is kept until the
 * end: 20 bytes a row, and 16 more while a group is being sorted. Groups with few values, and what is
 * no number, cannot be judged.
 */
export function judgeOutlier(rule: RuleOf<'outlier'>, setting: Setting): KindJudge {
  const { tally } = setting;
  const reader = valueReader(rule, setting);
  const groupBy = neededColumns(setting, rule.group_by ?? []);
  if (!reader || !groupBy) return NOTHING;
  const specimens = setting.keepSpecimens();
  const values = new GrowingFloats();
  const groups = new GrowingInts();
  const rows = new GrowingInts();
  /** Line + 1; 0 where there is none. */
  const lines = new GrowingInts();
  const groupIndex = new Map<string, number>();
  const sizes: number[] = [];

  const groupOf = (row: RowReader): number | null => {
    const key = groupBy.map(({ at }) => row.text(at)).join(BETWEEN);
    let group = groupIndex.get(key);
    if (group === undefined) {
      if (groupIndex.size >= MAX_GROUPS || key.length > MAX_GROUP_LETTERS) return null;
      group = groupIndex.size;
      groupIndex.set(key, group);
      sizes.push(0);
    }
    return group;
  };

  const boundsOf = (sorted: Float64Array): OutlierBounds =>
    rule.method === 'iqr'
      ? quartileBounds(sorted, rule.limit ?? 1.5)
      : robustBounds(sorted, rule.limit ?? 3.5);

  /** Bounds by group, null where it has too few values. */
  const allBounds = (): (OutlierBounds | null)[] => {
    const starts: number[] = [];
    let sum = 0;
    for (const size of sizes) {
      starts.push(sum);
      sum += size;
    }
    const ordered = new Float64Array(sum);
    const next = [...starts];
    for (let index = 0; index < values.length; index += 1) {
      const group = groups.at(index);
      const place = next[group] ?? 0;
      ordered[place] = values.at(index);
      next[group] = place + 1;
    }
    return sizes.map((size, group) => {
      const start = starts[group] ?? 0;
      return size < rule.min_values ? null : boundsOf(ordered.subarray(start, start + size));
    });
  };

  return {
    row(row) {
      const value = reader.of(row);
      if (value === null) return SKIPPED;
      if (typeof value === 'string') {
        tally.unread(row, reader.name, null, value);
        return UNJUDGED;
      }
      const group = groupOf(row);
      if (group === null) {
        tally.unread(
          row,
          null,
          null,
          `more than ${MAX_GROUPS} groups, or names of ${MAX_GROUP_LETTERS} letters, cannot be told apart`,
        );
        return UNJUDGED;
      }
      values.push(value);
      groups.push(group);
      rows.push(row.row);
      lines.push(row.line === null ? 0 : row.line + 1);
      sizes[group] = (sizes[group] ?? 0) + 1;
      return SKIPPED;
    },
    end() {
      const bounds = allBounds();
      const names = [...groupIndex.keys()].map((key) => key.split(BETWEEN).join(', '));
      const few = bounds.filter((one) => one === null).length;
      for (let index = 0; index < values.length; index += 1) {
        const group = groups.at(index);
        const range = bounds[group];
        if (!range) {
          tally.unjudged += 1;
          tally.aside += 1;
          continue;
        }
        tally.checked += 1;
        const value = values.at(index);
        if (value >= range.low && value <= range.high) continue;
        tally.failed += 1;
        const among = rule.group_by === undefined ? '' : ` among ${shown(names[group] ?? '')}`;
        const expected = `${rounded(range.low)} to ${rounded(range.high)}${reader.unit}, about ${rounded(range.median)}${among}`;
        const line = lines.at(index);
        const row = rows.at(index);
        const specimen = tally.keeps ? (specimens?.at(row) ?? '') : '';
        tally.violateAt(
          { row, line: line === 0 ? null : line - 1, specimen: specimen === '' ? null : specimen },
          reader.name,
          `${rounded(value)}${reader.unit}`,
          expected,
        );
      }
      if (few > 0 && tally.unjudged > 0) {
        const what = rule.group_by === undefined ? 'There are' : 'Groups have';
        tally.hint(`${what} fewer than ${rule.min_values} values to compare with.`);
      }
    },
  };
}
