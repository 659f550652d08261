import type { RowSet } from '@/lib/metrics/turnaround/rows-contract';

/** What each set of rows is called, and what belongs to it. */
export const ROW_SET_TEXTS: Record<RowSet, { label: string; meaning: string }> = {
  included: { label: 'Counted', meaning: 'finished in the period and in the percentiles' },
  within_target: { label: 'Within target', meaning: 'finished in the period by their due time' },
  over_target: { label: 'Over target', meaning: 'finished in the period after their due time' },
  due: { label: 'Fell due', meaning: 'fell due in the period' },
  on_time: { label: 'On time', meaning: 'fell due in the period and were finished by then' },
  not_on_time: {
    label: 'Not on time',
    meaning: 'fell due in the period and were not finished by then',
  },
  unfinished: { label: 'Unfinished', meaning: 'started in the period, without an end yet' },
  negative: { label: 'Negative', meaning: 'ended in the period, before they started' },
  missing: { label: 'No start', meaning: 'ended in the period, without a recorded start' },
  void: {
    label: 'Void',
    meaning: 'started in the period, then rejected, cancelled or entered by mistake',
  },
  amended: { label: 'Amended', meaning: 'counted, and amended after release' },
  invalidated: { label: 'Invalidated', meaning: 'counted, and invalidated after release' },
};

/** The sets that every view has a tab for; the others have one while they are asked for. */
export const USUAL_ROW_SETS: readonly RowSet[] = [
  'included',
  'within_target',
  'over_target',
  'on_time',
  'not_on_time',
  'unfinished',
  'negative',
  'void',
];
