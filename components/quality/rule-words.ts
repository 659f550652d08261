import type { Bounds, Condition, NamedFormat, Rule } from '@/lib/quality/rule';

const NAMES_SHOWN = 6;

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'yes or no',
  date: 'a day',
  datetime: 'a day and its time',
  time: 'a time of day',
};

const FORMAT_WORDS: Readonly<Record<NamedFormat, string>> = {
  alphanumeric: 'letters and digits',
  letters: 'letters',
  digits: 'digits',
  specimen_id: 'a specimen number',
  email: 'an e-mail address',
  uuid: 'a UUID',
  loinc: 'a LOINC code',
  date: 'a day such as 2026-03-01',
  datetime: 'a time such as 2026-03-01T08:30',
  time: 'a time of day such as 08:30',
};

function names(list: readonly string[], joint = 'and'): string {
  const shown = list.slice(0, NAMES_SHOWN);
  const more = list.length - shown.length;
  if (more > 0) return `${shown.join(', ')} ${joint} ${more.toLocaleString('en')} more`;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} ${joint} ${shown.at(-1)}`;
}

const boundWords = (bound: Bounds['min']) =>
  typeof bound === 'number' ? bound.toLocaleString('en', { maximumFractionDigits: 20 }) : bound;

function boundsWords({ min, max }: Bounds | Condition): string {
  if (min !== undefined && max !== undefined) return `${boundWords(min)} to ${boundWords(max)}`;
  return min === undefined ? `at most ${boundWords(max)}` : `at least ${boundWords(min)}`;
}

const hours = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'hour' : 'hours'}`;
const plural = (list: readonly unknown[], one: string, many: string) =>
  list.length === 1 ? one : many;

function transitionWords(rule: Extract<Rule, { type: 'transition' }>): string {
  const by = rule.allowed ? 'as the rule lists' : 'as the lab’s workflow allows';
  if (rule.state !== undefined)
    return `${rule.state} changes ${by}, row by row of one ${names(rule.key ?? [])}`;
  return `states follow one another ${by}`;
}

function outlierWords(rule: Extract<Rule, { type: 'outlier' }>): string {
  const what = rule.between ? `the time from ${rule.between.join(' to ')}` : (rule.column ?? '');
  const how =
    rule.method === 'iqr'
      ? `within ${rule.limit ?? 1.5} interquartile ranges of the quartiles`
      : `within a robust z of ${rule.limit ?? 3.5}`;
  return `${what} lies ${how}${rule.group_by ? `, per ${names(rule.group_by)}` : ''}`;
}

function coreWords(rule: Rule): string {
  switch (rule.type) {
    case 'required_columns':
      return `there ${plural(rule.columns, 'is a column', 'are columns')} ${names(rule.columns)}`;
    case 'completeness': {
      const share = String(rule.threshold).replace(/ ?%$/, '');
      const most = share === '100' ? '' : `, in at least ${share} % of rows`;
      return `${names(rule.columns)} ${plural(rule.columns, 'is', 'are')} filled in${most}`;
    }
    case 'uniqueness':
      return `no two rows share ${names(rule.columns)}`;
    case 'data_types': {
      const kinds = new Map<string, string[]>();
      for (const [column, type] of Object.entries(rule.columns))
        kinds.set(type, [...(kinds.get(type) ?? []), column]);
      return [...kinds]
        .map(([type, columns]) => `${names(columns)} can be read as ${TYPE_WORDS[type] ?? type}`)
        .join('; ');
    }
    case 'allowed_values':
      return `${names(rule.columns)} ${plural(rule.columns, 'is', 'are')} one of ${names(rule.values, 'or')}`;
    case 'format':
      return `${names(rule.columns)} ${plural(rule.columns, 'is', 'are')} written as ${rule.format === undefined ? (rule.pattern ?? '') : FORMAT_WORDS[rule.format]}`;
    case 'range': {
      const ranges = Object.entries(rule.columns).map(
        ([column, bounds]) => `${column} is ${boundsWords(bounds)}`,
      );
      return `${names(ranges)}`;
    }
    case 'timestamp_order': {
      const order = rule.columns.join(' ≤ ');
      const apart =
        rule.within_hours === undefined ? '' : `, at most ${hours(rule.within_hours)} apart`;
      return `${rule.allow_equal ? order : order.replaceAll('≤', '<')}${apart}`;
    }
    case 'no_future_dates': {
      const ahead =
        rule.tolerance_hours === 0 ? '' : ` by more than ${hours(rule.tolerance_hours)}`;
      return `${names(rule.columns, 'or')} ${plural(rule.columns, 'is', 'are')} not in the future${ahead}`;
    }
    case 'freshness':
      return `the newest ${rule.column} is at most ${hours(rule.max_age_hours)} old`;
    case 'row_count':
      return (rule.max ?? rule.min) === 1
        ? `there is ${boundsWords(rule)} row`
        : `there are ${boundsWords(rule)} rows`;
    case 'reference':
      return `${rule.column} is ${rule.known === 'assay' ? 'an assay' : 'a device'} the lab knows`;
    case 'transition':
      return transitionWords(rule);
    case 'outlier':
      return outlierWords(rule);
    case 'readable_rows':
      return 'rows can be taken apart into their cells';
  }
}

function conditionWords(column: string, condition: Condition): string {
  const parts = [
    condition.in ? `is ${names(condition.in, 'or')}` : '',
    condition.not_in ? `is not ${names(condition.not_in, 'or')}` : '',
    condition.filled === undefined ? '' : condition.filled ? 'is filled in' : 'is empty',
    condition.min !== undefined || condition.max !== undefined
      ? `is ${boundsWords(condition)}`
      : '',
  ];
  return `${column} ${parts.filter(Boolean).join(' and ')}`;
}

/** What a rule checks, in a sentence without a full stop. */
export function ruleWords(rule: Rule): string {
  const where = Object.entries(rule.filter ?? {}).map(([column, condition]) =>
    conditionWords(column, condition),
  );
  const filter = where.length === 0 ? '' : `, where ${where.join(' and ')}`;
  const mayFail = rule.may_fail === 0 ? '' : `; ${rule.may_fail} may fail`;
  const words = `${coreWords(rule)}${filter}${mayFail}`;
  // A column keeps its small letter: it is a name.
  return /^(?:there|no two|the|states|rows)\b/.test(words)
    ? words.charAt(0).toUpperCase() + words.slice(1)
    : words;
}
