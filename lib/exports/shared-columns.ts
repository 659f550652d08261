import { AT_RISK_PERCENT } from '@/lib/worklist/urgency';
import type { Column } from './table';

export const LAB_COLUMNS: readonly Column[] = [
  { name: 'lab', type: 'text', meaning: 'The lab, by the name in its address.' },
  { name: 'lab_key', type: 'key', meaning: 'The lab, for joins.' },
];

const TURNAROUND: Column = {
  name: 'turnaround_minutes',
  type: 'number',
  unit: 'minutes',
  meaning:
    'From segment_started_at to segment_ended_at by the clock. Negative where the times say so; no percentile counts those.',
};

/** The headline segment of a test or a specimen, and how it stands to its due time. */
export const SEGMENT_COLUMNS: readonly Column[] = [
  {
    name: 'segment',
    type: 'text',
    meaning: 'The lab’s headline segment, which due times and turnaround speak of.',
    source: 'Lab settings; receive_to_release unless changed',
  },
  { name: 'segment_started_at', type: 'time', meaning: 'When that segment began.' },
  { name: 'segment_ended_at', type: 'time', meaning: 'When it ended; empty while it runs.' },
  TURNAROUND,
  {
    name: 'due_category',
    type: 'text',
    meaning: `late: ended after it was due, or open and past due. >=80%: ended, or open now, with at least ${AT_RISK_PERCENT} % of the time to its due time gone. within: less than that. none: nothing was due, or void. The rule of the worklist, at the moment of reading.`,
  },
];

/** Local time of receipt, in the columns that reports slice by. */
export const CALENDAR_COLUMNS: readonly Column[] = [
  { name: 'received_day', type: 'day', meaning: 'Day of receipt, in the lab’s time zone.' },
  { name: 'released_day', type: 'day', meaning: 'Day of release, in the lab’s time zone.' },
  { name: 'year', type: 'integer', meaning: 'Year of receipt, in the lab’s time zone.' },
  { name: 'quarter', type: 'integer', unit: '1–4', meaning: 'Quarter of receipt.' },
  { name: 'month', type: 'integer', unit: '1–12', meaning: 'Month of receipt.' },
  {
    name: 'weekday',
    type: 'integer',
    unit: '1–7',
    meaning: 'Weekday of receipt, Monday 1 to Sunday 7.',
  },
  { name: 'hour', type: 'integer', unit: '0–23', meaning: 'Hour of receipt, by the lab’s clock.' },
];

export const ROW_TIMES: readonly Column[] = [
  { name: 'created_at', type: 'time', meaning: 'When the row was written first.' },
  { name: 'updated_at', type: 'time', meaning: 'When the row was changed last.' },
];
