import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KNOWN_COLUMNS, type KnownColumn } from './known-columns';
import { labClock } from '@/lib/platform/csv/lab-clock';
import { readHeader } from './layout';
import { readRow, type RowRules } from './read-row';
import { priorityWords, statusWords } from './status-words';

const STATES = [
  'expected',
  'received',
  'in_process',
  'error',
  'submitted',
  'verified',
  'published',
  'rejected',
  'cancelled',
  'invalidated',
];

function rulesFor(columns: readonly string[]): RowRules {
  const layout = readHeader(columns);
  if (typeof layout === 'string') throw new Error(layout);
  return {
    layout,
    clock: labClock('Europe/Berlin'),
    dateOrder: 'dmy',
    statuses: statusWords(STATES),
    priorities: priorityWords(),
  };
}

function read(values: Partial<Record<KnownColumn, string>>) {
  const all = { specimen_id: 'S-1', assay: 'A', status: '', ...values };
  const columns = Object.keys(all);
  return readRow(2, Object.values(all), rulesFor(columns));
}

const T = '2026-03-01T10:00:00Z';
const at = Date.parse(T);

describe('readRow', () => {
  it.each([
    ['In Process', 'in_process'],
    ['COMPLETED', 'published'],
    ['in-process', 'in_process'],
    [' published ', 'published'],
    ['REJECTED', 'rejected'],
  ])('reads the status %j as %s', (status, state) => {
    expect(read({ status }).row?.state).toBe(state);
  });

  it.each<[Partial<Record<KnownColumn, string>>, string]>([
    [{ ordered_at: T }, 'expected'],
    [{ collected_at: T, received_at: T }, 'received'],
    [{ received_at: T, processed_at: T }, 'published'],
    [{ received_at: T, verified_at: T }, 'verified'],
    [{ received_at: T, rejected_at: T }, 'rejected'],
    [{ received_at: T, tat_hours: '2' }, 'published'],
  ])('takes the state from the times %j: %s', (values, state) => {
    expect(read(values).row?.state).toBe(state);
  });

  it('puts processed_at where the status says', () => {
    expect(read({ status: 'COMPLETED', processed_at: T }).row?.times.released).toBe(at);
    expect(read({ status: 'ERROR', processed_at: T }).row?.times.failed).toBe(at);
    expect(read({ status: 'ERROR', processed_at: T }).row?.times.released).toBeNull();
    expect(read({ status: 'RECEIVED', processed_at: T }).faults?.[0]?.field).toBe('processed_at');
  });

  it('adds a turnaround to the receipt, else to the collection', () => {
    const received = read({
      status: 'COMPLETED',
      collected_at: '2026-03-01T08:00:00Z',
      received_at: T,
      tat_hours: '1,5',
    });
    expect(received.row?.times.released).toBe(at + 5_400_000);
    const collected = read({ status: 'COMPLETED', collected_at: T, tat_minutes: '-6' });
    expect(collected.row?.times.released).toBe(at - 360_000);
    expect(read({ status: 'COMPLETED', tat_minutes: '6' }).faults?.[0]?.field).toBe('tat_minutes');
    expect(
      read({ status: 'COMPLETED', received_at: T, tat_hours: 'soon' }).faults?.[0]?.field,
    ).toBe('tat_hours');
  });

  it('joins a day and a time of day', () => {
    const joined = read({
      status: 'RECEIVED',
      collection_date: '01/03/2026',
      collection_time: '8:15 pm',
    });
    expect(joined.row?.times.collected).toBe(Date.parse('2026-03-01T19:15:00Z'));
    const fraction = read({
      status: 'RECEIVED',
      collection_date: '2026-03-01 00:00:00',
      collection_time: '0.5',
    });
    expect(fraction.row?.times.collected).toBe(Date.parse('2026-03-01T11:00:00Z'));
    expect(read({ status: 'RECEIVED', collection_time: '8:15' }).faults?.[0]?.field).toBe(
      'collection_time',
    );
  });

  it.each<[Partial<Record<KnownColumn, string>>, string, RegExp]>([
    [{ specimen_id: '' }, 'specimen_id', /empty/],
    [{ specimen_id: 'a b' }, 'specimen_id', /1 to 64/],
    [{ specimen_id: 'x'.repeat(65) }, 'specimen_id', /1 to 64/],
    [{ specimen_id: '1.23E+11' }, 'specimen_id', /spreadsheet/],
    [{ specimen_id: '=cmd()' }, 'specimen_id', /1 to 64/],
    [{ assay: '' }, 'assay', /empty/],
    [{ status: '' }, 'status', /no time either/],
    [{ status: 'lost' }, 'status', /map it/],
    [{ status: 'RECEIVED', priority: 'asap' }, 'priority', /map it/],
    [{ status: 'RECEIVED', location: 'x'.repeat(121) }, 'location', /at most 120/],
    [{ status: 'RECEIVED', rejection_reason: 'QS' }, 'rejection_reason', /not rejected/],
  ])('names what is wrong with %j', (values, field, reason) => {
    const { faults } = read({ status: 'RECEIVED', ...values });
    expect(faults?.[0]).toMatchObject({ field, reason: expect.stringMatching(reason) });
  });

  it('never throws, and gives a row or faults, the same each time', () => {
    const rules = rulesFor(KNOWN_COLUMNS);
    const likely = fc.constantFrom(
      '',
      'S1',
      'A',
      'COMPLETED',
      'ERROR',
      'STAT',
      T,
      '2026-03-29 02:30',
      '31.12.26',
      '46000.5',
      '1/2/2026 2:03 PM',
      '4.2',
      '-1',
      'REJECTED',
      '12:30',
    );
    const cell = fc.oneof(
      { weight: 3, arbitrary: likely },
      fc.string({ unit: 'binary' }),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: KNOWN_COLUMNS.length + 2 }), (cells) => {
        const outcome = readRow(2, cells, rules);
        expect(outcome.row === undefined).toBe(outcome.faults !== undefined);
        for (const fault of outcome.faults ?? []) expect(fault.reason).not.toBe('');
        for (const time of Object.values(outcome.row?.times ?? {})) {
          if (time !== null) expect(Number.isFinite(time)).toBe(true);
        }
        expect(readRow(2, cells, rules)).toEqual(outcome);
      }),
      { numRuns: 2_000 },
    );
  });
});
