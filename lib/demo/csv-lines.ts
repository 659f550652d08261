import type { GeneratedTest, Tube } from './generate-tubes';
import { standing } from './standing';

/** The columns of a generated file; all of them are known to imports. */
export const CSV_COLUMNS = [
  'specimen_id',
  'assay',
  'machine_id',
  'operator_id',
  'status',
  'error_code',
  'received_at',
  'processed_at',
  'priority',
  'location',
  'department',
  'specimen_type',
  'ordered_at',
  'collected_at',
  'started_at',
  'resulted_at',
  'verified_at',
  'rejected_at',
  'rejection_reason',
  'result',
  'units',
] as const;

export const CSV_HEADER = `${CSV_COLUMNS.join(',')}\n`;

function cell(value: string | null): string {
  if (value === null) return '';
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** One line a test, times with their offset in the lab's zone, ending in a newline each. */
export function csvLines(tube: Tube, iso: (at: number) => string): string {
  return tube.tests.map((test) => line(tube, test, iso)).join('');
}

function line(tube: Tube, test: GeneratedTest, iso: (at: number) => string): string {
  const now = standing(test.events);
  const time = (at: number | null) => (at === null ? null : iso(at));
  // A column holds one value, so a panel's results are not in the file.
  const only = test.results.length === 1 ? test.results[0] : undefined;
  const cells: Record<(typeof CSV_COLUMNS)[number], string | null> = {
    specimen_id: tube.number,
    assay: test.assay.code,
    machine_id: now.device,
    operator_id: now.operator,
    status: now.status,
    error_code: now.errorCode,
    received_at: time(now.receivedAt),
    processed_at: time(now.releasedAt ?? now.failedAt),
    priority: tube.priority,
    location: tube.location,
    department: test.assay.department,
    specimen_type: tube.specimenType,
    ordered_at: time(now.orderedAt),
    collected_at: time(tube.collectedAt),
    started_at: time(now.startedAt),
    resulted_at: time(now.resultedAt),
    verified_at: time(now.verifiedAt),
    rejected_at: time(now.rejectedAt),
    rejection_reason: now.rejectionReason,
    result: only?.value ?? null,
    units: only?.unit ?? null,
  };
  return `${CSV_COLUMNS.map((column) => cell(cells[column])).join(',')}\n`;
}
