import { CALENDAR_COLUMNS, LAB_COLUMNS, ROW_TIMES, SEGMENT_COLUMNS } from './shared-columns';
import type { Column } from './table';

export const SPECIMEN_COLUMNS: readonly Column[] = [
  ...LAB_COLUMNS,
  { name: 'specimen_key', type: 'key', meaning: 'The specimen.' },
  { name: 'specimen_id', type: 'text', meaning: 'The number on the label.' },
  { name: 'specimen_type', type: 'text', meaning: 'Type of the specimen.' },
  { name: 'location', type: 'text', meaning: 'Who ordered.' },
  { name: 'priority', type: 'text', meaning: 'STAT, URGENT or ROUTINE.' },
  {
    name: 'state',
    type: 'text',
    meaning:
      'error if a test is in error, else its least advanced open test’s, else published, else void.',
  },
  { name: 'state_kind', type: 'text', meaning: 'open, done or void.' },
  {
    name: 'parent_specimen_id',
    type: 'text',
    meaning: 'The specimen it was poured or collected again from.',
  },
  { name: 'relation', type: 'text', meaning: 'aliquot or recollection, of that parent.' },
  { name: 'rejection_reason', type: 'text', meaning: 'Code of the reason it was rejected for.' },
  { name: 'tests', type: 'integer', meaning: 'Its tests, retests and void ones too.' },
  { name: 'tests_completed', type: 'integer', meaning: 'Of them, released.' },
  { name: 'tests_void', type: 'integer', meaning: 'Of them, void without having been released.' },
  { name: 'collected_at', type: 'time', meaning: 'Collected.' },
  { name: 'received_at', type: 'time', meaning: 'Received.' },
  {
    name: 'released_at',
    type: 'time',
    meaning: 'The complete report: last release of its tests that are not void, once all are.',
  },
  { name: 'rejected_at', type: 'time', meaning: 'First rejected.' },
  { name: 'due_at', type: 'time', meaning: 'When the last of those tests is due.' },
  ...SEGMENT_COLUMNS,
  { name: 'is_error', type: 'boolean', meaning: 'A test of it is in error now.' },
  { name: 'is_completed', type: 'boolean', meaning: 'The report is complete.' },
  {
    name: 'is_void',
    type: 'boolean',
    meaning: 'Rejected or cancelled as a whole without a report.',
  },
  ...CALENDAR_COLUMNS,
  ...ROW_TIMES,
];
