/** The columns a file may have, in the order of the template. */
export const KNOWN_COLUMNS = [
  'specimen_id',
  'assay',
  'specimen_type',
  'department',
  'priority',
  'location',
  'machine_id',
  'operator_id',
  'status',
  'error_code',
  'ordered_at',
  'collected_at',
  'collection_date',
  'collection_time',
  'received_at',
  'received_date',
  'started_at',
  'resulted_at',
  'verified_at',
  'processed_at',
  'released_at',
  'tat_hours',
  'tat_minutes',
  'rejected_at',
  'rejection_reason',
  'result',
  'units',
] as const;

export type KnownColumn = (typeof KNOWN_COLUMNS)[number];

const ALIASES: Readonly<Record<string, KnownColumn>> = {
  test_type: 'assay',
  technician_id: 'operator_id',
  device: 'machine_id',
  unit: 'units',
};

/** What each column holds, for the page and the template's reader. */
export const COLUMN_HINTS: Readonly<Record<KnownColumn, string>> = {
  specimen_id: 'Number on the label. Required.',
  assay: 'Code of the assay, also test_type. Required.',
  specimen_type: 'Such as serum or swab.',
  department: 'Used when the assay is new.',
  priority: 'STAT, URGENT or ROUTINE.',
  location: 'Who ordered.',
  machine_id: 'Name of the device, also device.',
  operator_id: 'Also technician_id.',
  status: 'A state, or RECEIVED, IN_PROCESS, COMPLETED, ERROR.',
  error_code: 'Why it failed.',
  ordered_at: 'When it was ordered.',
  collected_at: 'When the specimen was taken.',
  collection_date: 'The day it was taken, with collection_time.',
  collection_time: 'The time of day it was taken.',
  received_at: 'When it reached the lab.',
  received_date: 'The same, where only a day is known.',
  started_at: 'When the device began.',
  resulted_at: 'When the result was there.',
  verified_at: 'When it was verified.',
  processed_at: 'When it ended: released for COMPLETED, failed for ERROR.',
  released_at: 'When it was released.',
  tat_hours: 'Turnaround in hours, where the release has no time of its own.',
  tat_minutes: 'Turnaround in minutes, likewise.',
  rejected_at: 'When it was rejected.',
  rejection_reason: 'Code or name of the reason.',
  result: 'Value of the assay’s only analyte.',
  units: 'Unit of the result.',
};

/** Columns of which a row needs one, besides specimen_id and assay: a status or a milestone. */
export const STATE_OR_MILESTONE: readonly KnownColumn[] = [
  'status',
  'ordered_at',
  'collected_at',
  'collection_date',
  'received_at',
  'received_date',
  'started_at',
  'resulted_at',
  'verified_at',
  'processed_at',
  'released_at',
  'rejected_at',
];

export function isKnownColumn(text: string): text is KnownColumn {
  return KNOWN_COLUMNS.some((column) => column === text);
}

/** “Specimen ID”, “specimen-id” and “SPECIMEN_ID” are one name. */
export function foldColumnName(name: string): string {
  return name
    .replace(/^\uFEFF/, '')
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** The column of ours that a file's column name means, or null for one we do not know. */
export function knownColumnOf(name: string): KnownColumn | null {
  const folded = foldColumnName(name);
  return isKnownColumn(folded) ? folded : (ALIASES[folded] ?? null);
}
