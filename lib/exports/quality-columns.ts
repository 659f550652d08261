import { LAB_COLUMNS } from './shared-columns';
import type { Column } from './table';

export const QUALITY_COLUMNS: readonly Column[] = [
  ...LAB_COLUMNS,
  { name: 'run_key', type: 'key', meaning: 'The run: its id in the interface.' },
  { name: 'rule_set_key', type: 'key', meaning: 'Its rule set; empty for rules of a request.' },
  { name: 'import_key', type: 'key', meaning: 'The import whose tests were judged.' },
  { name: 'rule_set', type: 'text', meaning: 'Name of the rule set, or of the rules.' },
  { name: 'rule_set_version', type: 'integer', meaning: 'The version that was in force.' },
  { name: 'source', type: 'text', meaning: 'csv: a file. lab: the lab’s own data.' },
  { name: 'trigger', type: 'text', meaning: 'asked, schedule or import.' },
  { name: 'status', type: 'text', meaning: 'queued, running, finished, failed or cancelled.' },
  {
    name: 'verdict',
    type: 'text',
    meaning:
      'fail: a rule of severity ERROR did not hold. warn: a WARNING. pass: none. unjudged: no rule could be judged. Empty until it has finished.',
  },
  { name: 'file_name', type: 'text', meaning: 'Name of the file.' },
  { name: 'period_from', type: 'time', meaning: 'Of the lab’s own data: from then …' },
  { name: 'period_to', type: 'time', meaning: '… to before then.' },
  { name: 'rows_judged', type: 'integer', meaning: 'Rows of the file, or tests of the lab.' },
  { name: 'errors', type: 'integer', meaning: 'Rules of severity ERROR that did not hold.' },
  { name: 'warnings', type: 'integer', meaning: 'Of severity WARNING.' },
  { name: 'infos', type: 'integer', meaning: 'Of severity INFO.' },
  { name: 'unjudged', type: 'integer', meaning: 'Rules that could not be judged.' },
  { name: 'asked_by', type: 'text', meaning: 'Who asked for it, as they were called then.' },
  { name: 'created_at', type: 'time', meaning: 'When it was asked for.' },
  { name: 'started_at', type: 'time', meaning: 'When it was begun first.' },
  { name: 'finished_at', type: 'time', meaning: 'When it ended.' },
  { name: 'seconds', type: 'number', unit: 'seconds', meaning: 'From its start to its end.' },
  { name: 'day', type: 'day', meaning: 'Day it was asked for, in the lab’s time zone.' },
];
