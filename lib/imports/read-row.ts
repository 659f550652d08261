import { shownValue, type Fault } from './fault';
import { noTimes, type ImportRow, type RowTime, type RowTimes } from './import-row';
import type { KnownColumn } from './known-columns';
import { repeatsHeader, type Layout } from './layout';
import { readDayAndTime, readTime, type TimeRules } from '@/lib/platform/csv/read-time';
import { foldWord, type Priority } from './status-words';

/** All that reading a row depends on: the same cells and rules give the same row. */
export type RowRules = TimeRules & {
  layout: Layout;
  statuses: ReadonlyMap<string, string>;
  priorities: ReadonlyMap<string, Priority>;
};

/** A row, or everything that is wrong with it. */
export type RowOutcome =
  { row: ImportRow; faults?: undefined } | { row?: undefined; faults: Fault[] };

/** Reasons that findings count apart, so that their words can be mapped. */
export const UNKNOWN_STATUS = 'is no status known here; map it to a state';
export const UNKNOWN_PRIORITY = 'is no priority known here; map it to STAT, URGENT or ROUTINE';

const SPECIMEN_ID = /^[A-Za-z0-9._:-]{1,64}$/;
const SHORTENED = /^\d(?:[.,]\d+)?[eE]\+\d+$/;
const CONTROL = /[\u0000-\u001f\u007f-\u009f\ufffd]/;

const TIME_COLUMNS: readonly [KnownColumn, RowTime][] = [
  ['ordered_at', 'ordered'],
  ['collected_at', 'collected'],
  ['received_at', 'received'],
  ['started_at', 'started'],
  ['resulted_at', 'resulted'],
  ['verified_at', 'verified'],
  ['released_at', 'released'],
  ['rejected_at', 'rejected'],
];

/** Where processed_at belongs, by the state of the row. */
const PROCESSED_IS: Readonly<Record<string, RowTime>> = {
  published: 'released',
  invalidated: 'released',
  error: 'failed',
  submitted: 'resulted',
  verified: 'resulted',
  rejected: 'rejected',
};

/** Without a status, the furthest time says how far a test has come. */
const IMPLIED: readonly [RowTime, string][] = [
  ['rejected', 'rejected'],
  ['released', 'published'],
  ['verified', 'verified'],
  ['resulted', 'submitted'],
  ['started', 'in_process'],
  ['received', 'received'],
  ['ordered', 'expected'],
  ['collected', 'expected'],
];

class RowReading {
  faults: Fault[] | null = null;

  constructor(
    readonly cells: readonly string[],
    readonly rules: RowRules,
  ) {}

  cell(column: KnownColumn): string {
    const index = this.rules.layout.at.get(column);
    return index === undefined ? '' : (this.cells[index] ?? '').trim();
  }

  fault(column: KnownColumn, reason: string, value = this.cell(column)): void {
    const index = this.rules.layout.at.get(column);
    const field = index === undefined ? column : (this.rules.layout.header[index] ?? column);
    this.faults ??= [];
    this.faults.push({ field, value: shownValue(value), reason });
  }

  text(column: KnownColumn, maxLength: number): string | null {
    const value = this.cell(column);
    if (value === '') return null;
    if (value.length > maxLength) {
      this.fault(column, `has ${value.length} characters; at most ${maxLength} are kept`);
    } else if (CONTROL.test(value)) {
      this.fault(column, 'has a line break, a control character or a broken letter in it');
    }
    return value;
  }

  required(column: 'specimen_id' | 'assay', maxLength: number): string {
    const value = this.text(column, maxLength);
    if (value === null) this.fault(column, 'is empty');
    return value ?? '';
  }

  time(column: KnownColumn, dayAlone = false): number | null {
    const value = this.cell(column);
    if (value === '') return null;
    const read = readTime(value, this.rules, dayAlone);
    if (typeof read === 'number') return read;
    this.fault(column, read);
    return null;
  }
}

function readSpecimenNumber(reading: RowReading): string {
  const value = reading.cell('specimen_id');
  if (SPECIMEN_ID.test(value)) return value;
  if (value === '') reading.fault('specimen_id', 'is empty');
  else if (SHORTENED.test(value)) {
    reading.fault('specimen_id', 'was shortened by a spreadsheet; keep the column as text there');
  } else {
    reading.fault('specimen_id', 'must have 1 to 64 letters, digits or . _ : -');
  }
  return '';
}

function readWord<T>(
  reading: RowReading,
  column: 'status' | 'priority',
  words: ReadonlyMap<string, T>,
  unknown: string,
): T | null {
  const value = reading.cell(column);
  if (value === '') return null;
  const found = words.get(value) ?? words.get(foldWord(value));
  if (found === undefined) reading.fault(column, unknown);
  return found ?? null;
}

function readCollected(reading: RowReading): number | null {
  const day = reading.cell('collection_date');
  const time = reading.cell('collection_time');
  if (day === '') {
    if (time !== '') reading.fault('collection_time', 'has no collection_date beside it');
    return null;
  }
  const read = readDayAndTime(day, time, reading.rules);
  if (typeof read === 'number') return read;
  reading.fault('collection_date', read, time === '' ? day : `${day} ${time}`);
  return null;
}

/** Turnaround as given in hours and minutes, in ms; both add up. */
function readTurnaround(reading: RowReading): number | null {
  let sum: number | null = null;
  for (const [column, unitMs] of [
    ['tat_hours', 3_600_000],
    ['tat_minutes', 60_000],
  ] as const) {
    const value = reading.cell(column);
    if (value === '') continue;
    const number = /^[+-]?\d+(?:[.,]\d+)?$/.test(value) ? Number(value.replace(',', '.')) : NaN;
    if (!Number.isFinite(number) || Math.abs(number) * unitMs > 3_650 * 86_400_000) {
      reading.fault(column, 'is not a number of hours or minutes');
    } else sum ??= Math.round(number * unitMs);
  }
  return sum;
}

function readTimes(reading: RowReading): RowTimes {
  const { at } = reading.rules.layout;
  const times = noTimes();
  for (const [column, moment] of TIME_COLUMNS) {
    if (at.has(column)) times[moment] = reading.time(column);
  }
  if (at.has('collection_date') || at.has('collection_time')) {
    const collected = readCollected(reading);
    times.collected ??= collected;
  }
  if (at.has('received_date')) {
    const received = reading.time('received_date', true);
    times.received ??= received;
  }
  return times;
}

function impliedState(times: RowTimes, ended: boolean): string | null {
  if (ended && times.rejected === null) return 'published';
  return IMPLIED.find(([moment]) => times[moment] !== null)?.[1] ?? null;
}

function placeEnd(reading: RowReading, state: string, times: RowTimes): void {
  const processed = reading.time('processed_at');
  const turnaround = readTurnaround(reading);
  if (processed !== null) {
    const moment = PROCESSED_IS[state];
    if (moment) times[moment] ??= processed;
    else reading.fault('processed_at', `is given, but a test that is ${state} has not ended`);
  }
  const start = times.received ?? times.collected;
  if (turnaround === null || times.released !== null || state !== 'published') return;
  if (start !== null) times.released = start + turnaround;
  else {
    const column = reading.cell('tat_hours') === '' ? 'tat_minutes' : 'tat_hours';
    reading.fault(column, 'needs the time of receipt or collection to count from');
  }
}

/** Says what a whole row suffers from, before its cells are read. */
function wholeRowFault(cells: readonly string[], layout: Layout): Fault | null {
  for (let index = layout.header.length; index < cells.length; index += 1) {
    const value = cells[index] ?? '';
    if (value.trim() === '') continue;
    const reason = `The row has ${cells.length} cells, the header ${layout.header.length}; a cell with a delimiter in it needs quotes.`;
    return { field: 'row', value: shownValue(value), reason };
  }
  if (!repeatsHeader(layout, cells)) return null;
  return {
    field: 'row',
    value: shownValue(cells.join(',')),
    reason: 'This line is the header again.',
  };
}

/** Understands one row of a file. Never throws: what cannot be read is a fault. */
export function readRow(line: number, cells: readonly string[], rules: RowRules): RowOutcome {
  const whole = wholeRowFault(cells, rules.layout);
  if (whole) return { faults: [whole] };
  const reading = new RowReading(cells, rules);
  const specimen = readSpecimenNumber(reading);
  const assay = reading.required('assay', 64);
  const stated = readWord(reading, 'status', rules.statuses, UNKNOWN_STATUS);
  const priority = readWord(reading, 'priority', rules.priorities, UNKNOWN_PRIORITY);
  const times = readTimes(reading);
  const ended =
    reading.cell('processed_at') !== '' ||
    reading.cell('tat_hours') !== '' ||
    reading.cell('tat_minutes') !== '';
  const state = stated ?? impliedState(times, ended);
  if (state === null) {
    if (reading.faults === null)
      reading.fault('status', 'is empty, and the row has no time either');
  } else placeEnd(reading, state, times);
  const rejectionReason = reading.text('rejection_reason', 120);
  if (rejectionReason !== null && state !== null && state !== 'rejected') {
    reading.fault('rejection_reason', `is given, but the test is ${state}, not rejected`);
  }
  const result = reading.text('result', 500);
  const units = reading.text('units', 64);
  const row: ImportRow = {
    line,
    specimen,
    assay,
    state: state ?? '',
    specimenType: reading.text('specimen_type', 120),
    department: reading.text('department', 120),
    priority,
    location: reading.text('location', 120),
    device: reading.text('machine_id', 120),
    operator: reading.text('operator_id', 120),
    errorCode: reading.text('error_code', 64),
    rejectionReason,
    result,
    units,
    times,
  };
  return reading.faults === null ? { row } : { faults: reading.faults };
}
