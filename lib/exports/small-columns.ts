import { LAB_COLUMNS } from './shared-columns';
import type { Column } from './table';

export const ATTEMPT_COLUMNS: readonly Column[] = [
  ...LAB_COLUMNS,
  { name: 'attempt_key', type: 'key', meaning: 'The attempt.' },
  { name: 'test_key', type: 'key', meaning: 'Its test: tests.test_key.' },
  { name: 'assay_key', type: 'key', meaning: 'Its assay: assays.assay_key.' },
  { name: 'device_key', type: 'key', meaning: 'Its device: devices.device_key.' },
  { name: 'specimen_id', type: 'text', meaning: 'The number on the label.' },
  { name: 'assay', type: 'text', meaning: 'Code of the assay.' },
  { name: 'device', type: 'text', meaning: 'The device it was on, where it is known.' },
  { name: 'operator', type: 'text', meaning: 'Who worked on it.' },
  {
    name: 'ended_at',
    type: 'time',
    meaning: 'When it was submitted or failed.',
    source: 'Of an import: processed_at, else received_at',
  },
  { name: 'failed', type: 'boolean', meaning: 'Whether it ended in an error.' },
  { name: 'error_code', type: 'text', meaning: 'Code of that error.' },
  { name: 'source', type: 'text', meaning: 'portal, api, import, instrument or job.' },
  { name: 'day', type: 'day', meaning: 'Day of its end, in the lab’s time zone.' },
];

export const ASSAY_COLUMNS: readonly Column[] = [
  ...LAB_COLUMNS,
  { name: 'assay_key', type: 'key', meaning: 'The assay.' },
  { name: 'assay', type: 'text', meaning: 'Its code.' },
  { name: 'name', type: 'text', meaning: 'Its name.' },
  { name: 'department', type: 'text', meaning: 'Its department.' },
  { name: 'loinc', type: 'text', meaning: 'Its LOINC code.' },
  {
    name: 'autoverify',
    type: 'boolean',
    meaning: 'Whether what needs nobody’s eyes is verified by the system.',
  },
  { name: 'active', type: 'boolean', meaning: 'Whether it can be ordered.' },
  { name: 'created_at', type: 'time', meaning: 'When it was added.' },
];

export const DEVICE_COLUMNS: readonly Column[] = [
  ...LAB_COLUMNS,
  { name: 'device_key', type: 'key', meaning: 'The device.' },
  { name: 'device', type: 'text', meaning: 'Its name.' },
  { name: 'type', type: 'text', meaning: 'What kind of device it is.' },
  { name: 'active', type: 'boolean', meaning: 'False once it is retired.' },
  { name: 'retired_at', type: 'time', meaning: 'When it was retired.' },
  { name: 'created_at', type: 'time', meaning: 'When it was added.' },
  { name: 'tests', type: 'integer', meaning: 'Tests it reported last.' },
  { name: 'tests_completed', type: 'integer', meaning: 'Of them, released.' },
  { name: 'attempts', type: 'integer', meaning: 'Attempts that ended on it.' },
  { name: 'attempts_failed', type: 'integer', meaning: 'Of them, failed.' },
  {
    name: 'error_rate',
    type: 'number',
    unit: '0–1',
    meaning: 'attempts_failed / attempts; empty without attempts.',
  },
  { name: 'last_attempt_at', type: 'time', meaning: 'When the last attempt on it ended.' },
];
