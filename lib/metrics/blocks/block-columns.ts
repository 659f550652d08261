/** Times of a row, as `Float64Array` of ms since 1970, NaN where there is none. */
export const TIME_COLUMNS = [
  'ordered',
  'collected',
  'received',
  'started',
  'resulted',
  'verified',
  'released',
  'due',
  'amended',
  'void_since',
  'specimen_received',
  'specimen_rejected',
  'attempt_ended',
] as const;
export type TimeColumn = (typeof TIME_COLUMNS)[number];

/** Attributes as `Int16Array` of places in the block's list of that name, -1 where there is none. */
export const CODE_COLUMNS = {
  assay: 'assays',
  location: 'locations',
  specimen_type: 'specimen_types',
  device: 'devices',
  operator: 'operators',
  state: 'states',
  priority: 'priorities',
  specimen_state: 'specimen_states',
  specimen_priority: 'priorities',
  rejection_reason: 'rejection_reasons',
  attempt_device: 'attempt_devices',
  attempt_error: 'errors',
} as const;
export type CodeColumn = keyof typeof CODE_COLUMNS;
export type ValueList = (typeof CODE_COLUMNS)[CodeColumn];

/** A byte a row: `flags` as below, `attempt_failed` 1 or 0. */
export const BYTE_COLUMNS = ['flags', 'attempt_failed'] as const;
/** 16 bytes a row. */
export const ID_COLUMNS = ['test_id', 'specimen_id'] as const;

export type ColumnName =
  TimeColumn | CodeColumn | 'flags' | 'attempt_failed' | 'attempt_row' | 'test_id' | 'specimen_id';

/** Set on the first row of each specimen; its other tests follow. */
export const FIRST_OF_SPECIMEN = 1;
/** Not set on the one row of a specimen without tests. */
export const HAS_TEST = 2;
/** The specimen was entered by mistake: it is in no figure. */
export const VOIDED = 4;
/** A retest of what an earlier run had released: the complete report does not wait for it. */
export const SUPERSEDED = 8;
/** The verification in force at its first release was the system's. */
export const AUTOVERIFIED = 16;

export const COLUMN_NAMES: readonly ColumnName[] = [
  'flags',
  'test_id',
  'specimen_id',
  ...TIME_COLUMNS.filter((name) => name !== 'attempt_ended'),
  'assay',
  'location',
  'specimen_type',
  'device',
  'operator',
  'state',
  'priority',
  'specimen_state',
  'specimen_priority',
  'rejection_reason',
  'attempt_ended',
  'attempt_row',
  'attempt_failed',
  'attempt_device',
  'attempt_error',
];

export function isTime(name: ColumnName): name is TimeColumn {
  const times: readonly string[] = TIME_COLUMNS;
  return times.includes(name);
}

export function isCode(name: ColumnName): name is CodeColumn {
  return name in CODE_COLUMNS;
}

export function isOfAttempts(name: ColumnName): boolean {
  return name.startsWith('attempt_');
}
