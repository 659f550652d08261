import { ExportQuery } from './contract';
import { DAILY_COLUMNS } from './daily-columns';
import { ASSAY_COLUMNS, ATTEMPT_COLUMNS, DEVICE_COLUMNS } from './small-columns';
import { SPECIMEN_COLUMNS } from './specimen-columns';
import { QUALITY_COLUMNS } from './quality-columns';
import { STEP_COLUMNS } from './step-columns';
import type { ExportTable } from './table';
import { TEST_COLUMNS } from './test-columns';

const PERIOD = { from: true, to: true, bom: true } as const;
const OF_TESTS = ExportQuery.omit({ scope: true });

/**
 * Every table there is for BI: as a view of the schema reporting, as a CSV file, and on the page of
 * the data dictionary. A test compares columns and types with the database.
 */
export const EXPORT_TABLES = [
  {
    name: 'specimens',
    title: 'Specimens',
    row: 'One row a specimen, less those entered by mistake (voided).',
    period: { column: 'received_at', words: 'what was received in it' },
    query: OF_TESTS,
    orderBy: [],
    columns: SPECIMEN_COLUMNS,
  },
  {
    name: 'tests',
    title: 'Tests',
    row: 'One row a test, retests included, less those of voided specimens.',
    period: { column: 'received_at', words: 'what was received in it' },
    query: OF_TESTS,
    orderBy: [],
    columns: TEST_COLUMNS,
  },
  {
    name: 'attempts',
    title: 'Attempts',
    row: 'One row a stay of a test on a device that was ended by submit or fail. A test that failed twice and then succeeded has three; an imported one has one each time a file says that it ended.',
    period: { column: 'ended_at', words: 'what ended in it' },
    query: ExportQuery.pick({ ...PERIOD, assay: true, device: true, operator: true }),
    orderBy: [],
    columns: ATTEMPT_COLUMNS,
  },
  {
    name: 'daily_metrics',
    title: 'Daily metrics',
    row: 'One row a day on which anything happened (scope all), and one a day and assay (scope assay).',
    period: { column: 'day', words: 'days that begin in it' },
    query: ExportQuery.pick({ ...PERIOD, assay: true, scope: true }),
    orderBy: ['day', 'scope', 'assay'],
    columns: DAILY_COLUMNS,
  },
  {
    name: 'assays',
    title: 'Assays',
    row: 'One row an assay.',
    period: null,
    query: ExportQuery.pick({ ...PERIOD, department: true }),
    orderBy: ['assay'],
    columns: ASSAY_COLUMNS,
  },
  {
    name: 'devices',
    title: 'Devices',
    row: 'One row a device, retired ones too, with counts over all that is known.',
    period: null,
    query: ExportQuery.pick(PERIOD),
    orderBy: ['device'],
    columns: DEVICE_COLUMNS,
  },
  {
    name: 'steps',
    title: 'Steps',
    row: 'One row a step of a device, or of the arm that moves containers; running and simulated ones too.',
    period: { column: 'started_at', words: 'what started in it' },
    query: ExportQuery.pick({ ...PERIOD, device: true }),
    orderBy: [],
    columns: STEP_COLUMNS,
  },
  {
    name: 'quality_runs',
    title: 'Data quality runs',
    row: 'One row a judgement of a file or of the lab’s own data by rules; kept for 400 days.',
    period: { column: 'created_at', words: 'what was asked for in it' },
    query: ExportQuery.pick(PERIOD),
    orderBy: [],
    columns: QUALITY_COLUMNS,
  },
] as const satisfies readonly ExportTable[];

export type ExportName = (typeof EXPORT_TABLES)[number]['name'];

/** The table of a name. */
export function exportTable(name: ExportName): ExportTable {
  const found = EXPORT_TABLES.find((table) => table.name === name);
  if (!found) throw new Error(`There is no table ${name}`);
  return found;
}
