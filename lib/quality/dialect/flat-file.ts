import type { Heard } from './convert-rule';
import { listAt, mapAt, scalarAt, type Located, type MapNode } from './located';

/** The keys of a file that has no rules but settings for checks of a kit's own. */
export const FLAT_KEYS = [
  'required_columns',
  'allowed_statuses',
  'allowed_assays',
  'allowed_machines',
  'allowed_operators',
  'max_tat_hours',
  'future_date_tolerance_hours',
] as const;
type FlatKey = (typeof FLAT_KEYS)[number];

function rule(name: string, type: string, at: Located, rest: [string, Located][]): MapNode {
  return mapAt([['name', scalarAt(name, at)], ['type', scalarAt(type, at)], ...rest], at);
}

function allowed(name: string, column: string) {
  return (value: Located): MapNode =>
    rule(name, 'allowed_values', value, [
      ['columns', listAt([scalarAt(column, value)], value)],
      ['values', value],
    ]);
}

function times(at: Located): Located {
  return listAt([scalarAt('received_at', at), scalarAt('processed_at', at)], at);
}

/** What each key checks in the kit it is of, as a rule. */
const FLAT_RULES: Readonly<Record<FlatKey, (value: Located) => MapNode>> = {
  required_columns: (value) =>
    rule('Required columns', 'required_columns', value, [['columns', value]]),
  allowed_statuses: allowed('Allowed statuses', 'status'),
  allowed_assays: allowed('Allowed assays', 'assay'),
  allowed_machines: allowed('Allowed machines', 'machine_id'),
  allowed_operators: allowed('Allowed operators', 'operator_id'),
  max_tat_hours: (value) =>
    rule('Turnaround of completed tests', 'timestamp_order', value, [
      ['columns', times(value)],
      ['allow_equal', scalarAt(false, value)],
      ['within_hours', value],
      ['filter', mapAt([['status', scalarAt('COMPLETED', value)]], value)],
    ]),
  future_date_tolerance_hours: (value) =>
    rule('No future dates', 'no_future_dates', value, [
      ['columns', times(value)],
      ['tolerance_hours', value],
    ]),
};

/** The settings of a flat file as rules, taken out of `root`. */
export function convertFlatFile(root: MapNode, heard: Heard): MapNode[] {
  const rules: MapNode[] = [];
  for (const key of FLAT_KEYS) {
    const entry = root.entries.get(key);
    if (!entry) continue;
    root.entries.delete(key);
    const made = FLAT_RULES[key](entry.value);
    // Missing parts are told at the setting, as the rule itself is nowhere in the text.
    rules.push({ ...made, ...entry.place });
    const type = made.entries.get('type')?.value;
    const kind = type?.kind === 'scalar' ? type.source : '';
    heard.notes.push({ line: entry.place.line, text: `“${key}” is read as a rule ${kind}.` });
  }
  return rules;
}
