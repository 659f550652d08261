import { LAB_COLUMNS } from './shared-columns';
import type { Column } from './table';

const minutes = (name: string, meaning: string): Column => ({
  name: `${name}_minutes`,
  type: 'number',
  unit: 'minutes',
  meaning,
});

export const DAILY_COLUMNS: readonly Column[] = [
  ...LAB_COLUMNS,
  { name: 'day', type: 'day', meaning: 'The day, in the lab’s time zone.' },
  {
    name: 'scope',
    type: 'text',
    meaning:
      'all: the whole day. assay: that day’s part of one assay. Take one of the two, for they hold the same work.',
  },
  { name: 'assay_key', type: 'key', meaning: 'assays.assay_key; empty where scope is all.' },
  { name: 'assay', type: 'text', meaning: 'Code of the assay; empty where scope is all.' },
  { name: 'year', type: 'integer', meaning: 'Year of the day.' },
  { name: 'quarter', type: 'integer', unit: '1–4', meaning: 'Quarter of the day.' },
  { name: 'month', type: 'integer', unit: '1–12', meaning: 'Month of the day.' },
  { name: 'weekday', type: 'integer', unit: '1–7', meaning: 'Monday 1 to Sunday 7.' },
  { name: 'tests_received', type: 'integer', meaning: 'Tests received that day.' },
  { name: 'tests_released', type: 'integer', meaning: 'Tests first released that day.' },
  {
    name: 'attempts',
    type: 'integer',
    meaning: 'Attempts that ended that day.',
    source: 'attempts.day',
  },
  { name: 'attempts_failed', type: 'integer', meaning: 'Of them, failed.' },
  {
    name: 'specimens_presented',
    type: 'integer',
    meaning: 'Specimens received that day, or rejected without receipt; once under each assay.',
  },
  {
    name: 'specimens_rejected',
    type: 'integer',
    meaning: 'Of those presented that day, rejected, whenever that was.',
  },
  {
    name: 'segment',
    type: 'text',
    meaning: 'The lab’s headline segment, which the columns after this one speak of.',
    source: 'Lab settings; receive_to_release unless changed',
  },
  {
    name: 'n',
    type: 'integer',
    meaning: 'Tests in the percentiles: the segment ended that day, and not before it began.',
    source: 'As GET /metrics/tat of that day answers, like all that follows',
  },
  { name: 'negative', type: 'integer', meaning: 'Ended that day before it began; left out.' },
  { name: 'missing', type: 'integer', meaning: 'Ended that day without a start; left out.' },
  { name: 'unfinished', type: 'integer', meaning: 'Began that day and has not ended yet.' },
  { name: 'void', type: 'integer', meaning: 'Began that day, and is in no figure.' },
  minutes('mean', 'Mean turnaround.'),
  minutes('min', 'Shortest turnaround.'),
  minutes('max', 'Longest turnaround.'),
  minutes('p50', 'Median: percentile of type 7, as all of them.'),
  minutes('p90', '90th percentile.'),
  minutes('p95', '95th percentile.'),
  minutes('p99', '99th percentile.'),
  { name: 'with_target', type: 'integer', meaning: 'Of n, those that had a due time.' },
  { name: 'within_target', type: 'integer', meaning: 'Of them, ended by it.' },
  {
    name: 'due',
    type: 'integer',
    meaning: 'Tests that fell due that day and had not become void before.',
  },
  { name: 'on_time', type: 'integer', meaning: 'Of those due, ended by then.' },
];
