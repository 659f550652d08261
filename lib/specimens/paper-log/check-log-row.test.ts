import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labClock } from '@/lib/platform/csv/lab-clock';
import { checkLogRow, type LogRules } from './check-log-row';
import { noCells, readPastedLog, type LogCells } from './paper-log';

const none = {
  device: false,
  errorCode: false,
  rejectionReason: false,
  reason: false,
  signature: false,
};
const rules: LogRules = {
  actions: [
    { action: 'receive', label: 'Receive', needs: none },
    { action: 'start', label: 'Start', needs: { ...none, device: true } },
    { action: 'fail', label: 'Report an error', needs: { ...none, errorCode: true } },
    { action: 'reject', label: 'Reject', needs: { ...none, rejectionReason: true } },
    { action: 'cancel', label: 'Cancel', needs: { ...none, reason: true } },
    { action: 'expect', label: 'Expect', needs: none },
  ],
  assays: ['NA', 'K', 'GLU'].map((value) => ({ value, label: `${value} – Assay ${value}` })),
  devices: [{ value: 'Cobas 1', label: 'Cobas 1' }],
  errorCodes: [{ value: 'E07', label: 'Clot detected (E07)' }],
  rejectionReasons: [{ value: 'RH', label: 'Haemolysed (RH)' }],
};
const clock = labClock('Europe/Berlin');
const now = new Date('2026-06-10T08:00:00Z');
const check = (given: Partial<LogCells>, day = '2026-06-09') =>
  checkLogRow({ ...noCells(), number: 'A-1', action: 'receive', time: '08:30', ...given }, rules, {
    day,
    clock,
    now,
  });
const row = (given: Partial<LogCells>, day?: string) => {
  const checked = check(given, day);
  return checked.ok ? checked.row : expect.fail(JSON.stringify(checked.faults));
};
const faults = (given: Partial<LogCells>, day?: string) => {
  const checked = check(given, day);
  return checked.ok ? expect.fail('was taken') : checked.faults;
};

describe('a row of a paper log', () => {
  test('is an action at the lab’s clock', () => {
    expect(row({})).toEqual({
      specimen_id: 'A-1',
      action: 'receive',
      occurred_at: '2026-06-09T06:30:00.000Z',
    });
  });

  test.each([
    ['8:30', '06:30'],
    ['830', '06:30'],
    ['0830', '06:30'],
    ['8.30', '06:30'],
    ['8h30', '06:30'],
    ['08:30 PM', '18:30'],
    ['0.5', '10:00'],
    ['00:00', '22:00'],
  ])('reads %s', (time, utc) => {
    expect(row({ time }).occurred_at.slice(11, 16)).toBe(utc);
  });

  test.each(['', '25:00', '8', 'noon', '08:61'])('does not take “%s” for a time', (time) => {
    expect(Object.keys(faults({ time }))).toEqual(['time']);
  });

  test('refuses an hour the clocks jumped over, and takes the first of a doubled one', () => {
    expect(faults({ time: '02:30' }, '2026-03-29').time).toContain('clocks were put forward');
    expect(row({ time: '02:30' }, '2025-10-26').occurred_at).toBe('2025-10-26T00:30:00.000Z');
  });

  test('refuses the future, but for a clock a little ahead', () => {
    expect(row({ time: '10:05' }, '2026-06-10').occurred_at).toBe('2026-06-10T08:05:00.000Z');
    expect(faults({ time: '10:06' }, '2026-06-10')).toEqual({ time: 'It lies in the future' });
  });

  test('knows actions, devices, codes and assays as people write them', () => {
    expect(row({ action: 'START', device: 'cobas1', assays: 'na + k, GLU' })).toMatchObject({
      action: 'start',
      device: 'Cobas 1',
      assays: ['NA', 'K', 'GLU'],
    });
    expect(row({ action: 'report an error', code: 'clot detected' })).toMatchObject({
      error_code: 'E07',
    });
    expect(row({ action: 'reject', code: 'rh', comment: 'told ward' })).toMatchObject({
      rejection_reason: 'RH',
      comment: 'told ward',
    });
    expect(row({ action: 'cancel', comment: 'not wanted' })).toMatchObject({
      reason: 'not wanted',
    });
  });

  test.each([
    [{ number: '' }, 'number'],
    [{ number: 'A 1' }, 'number'],
    [{ action: '' }, 'action'],
    [{ action: 'publish' }, 'action'],
    [{ action: 'start', device: 'X9' }, 'device'],
    [{ action: 'fail' }, 'code'],
    [{ action: 'reject', code: 'E07' }, 'code'],
    [{ code: 'E07' }, 'code'],
    [{ action: 'cancel' }, 'comment'],
    [{ assays: 'NA ZZ' }, 'assays'],
    [{ action: 'expect' }, 'assays'],
  ])('names the cell at fault: %o', (given, cell) => {
    expect(Object.keys(faults(given))).toEqual([cell]);
  });

  test('is either taken whole or names what is wrong, whatever is typed', () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'A-1', 'receive', 'fail', '08:30', 'E07', 'NA', 'Cobas 1', ' k '),
      fc.string(),
    );
    const cells: fc.Arbitrary<LogCells> = fc.record({
      number: cell,
      action: cell,
      time: cell,
      device: cell,
      code: cell,
      comment: cell,
      assays: cell,
    });
    fc.assert(
      fc.property(cells, (given) => {
        const checked = checkLogRow(given, rules, { day: '2026-06-09', clock, now });
        if (!checked.ok) {
          expect(Object.values(checked.faults).every((text) => text !== '')).toBe(true);
          expect(Object.keys(checked.faults).length).toBeGreaterThan(0);
          return;
        }
        expect(Date.parse(checked.row.occurred_at)).toBeLessThanOrEqual(now.getTime() + 300_000);
        expect(checked.row.specimen_id).toBe(given.number.trim());
      }),
      { numRuns: 1000 },
    );
  });
});

describe('rows pasted into a log', () => {
  test('begin at the column pasted into', () => {
    expect(
      readPastedLog('A-1\treceive\t08:30\r\n\t\t\r\nA-2\tstart\t08:40\tM1\r\n', 'number'),
    ).toEqual([
      { number: 'A-1', action: 'receive', time: '08:30' },
      { number: 'A-2', action: 'start', time: '08:40', device: 'M1' },
    ]);
    expect(readPastedLog('08:30\tM1\n08:40\tM2', 'time')).toEqual([
      { time: '08:30', device: 'M1' },
      { time: '08:40', device: 'M2' },
    ]);
  });

  test('follow a head that names the columns, wherever they are pasted', () => {
    expect(
      readPastedLog('Time\tSpecimen ID\tOther\tAction\n8:30\tA-1\tx\tReceive', 'comment'),
    ).toEqual([{ time: '8:30', number: 'A-1', action: 'Receive' }]);
  });

  test('leave out what has no column', () => {
    expect(readPastedLog('x\tNA\tmore', 'comment')).toEqual([{ comment: 'x', assays: 'NA' }]);
  });
});
