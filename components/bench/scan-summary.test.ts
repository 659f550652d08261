import { expect, test } from 'vitest';
import { countScans, scansCsv } from './scan-summary';

const AT = Date.parse('2026-11-21T06:00:00Z');
const scan = (id: number, status: 'done' | 'refused' | 'ignored' | 'waiting', text = '') => ({
  id,
  number: `S-${id}`,
  at: AT,
  status,
  text,
});

test('what was ignored is counted nowhere', () => {
  expect(
    countScans([scan(4, 'waiting'), scan(3, 'ignored'), scan(2, 'refused'), scan(1, 'done')]),
  ).toEqual({ done: 1, refused: 1, undone: 0, waiting: 1 });
});

test('the list is in the order of scanning, quoted where it must be, and holds no formula', () => {
  expect(
    scansCsv([scan(2, 'refused', 'Only from "Received", Error'), scan(1, 'done', '=1+1')], 'start'),
  ).toBe(
    'specimen_id,action,outcome,detail,scanned_at\r\n' +
      "S-1,start,done,'=1+1,2026-11-21T06:00:00.000Z\r\n" +
      'S-2,start,refused,"Only from ""Received"", Error",2026-11-21T06:00:00.000Z\r\n',
  );
});
