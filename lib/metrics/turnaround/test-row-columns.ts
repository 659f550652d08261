import type { RowColumn } from '../define-figure';

/** How the rows of figures about tests are shown. */
export const TEST_ROW_COLUMNS: readonly RowColumn[] = [
  { key: 'specimen_id', label: 'Specimen', as: 'specimen' },
  { key: 'assay', label: 'Assay', as: 'assay' },
  { key: 'priority', label: 'Priority', as: 'priority' },
  { key: 'state', label: 'State', as: 'state' },
  { key: 'device', label: 'Device', as: 'text' },
  { key: 'location', label: 'Location', as: 'text' },
  { key: 'start', label: 'Received', as: 'time' },
  { key: 'end', label: 'Released', as: 'time' },
  { key: 'due_at', label: 'Due', as: 'time' },
  { key: 'minutes', label: 'Turnaround', as: 'minutes' },
];
