import { describe, expect, test } from 'vitest';
import { DEFAULT_TABLE } from '../mapping/default-table';
import {
  read,
  readText,
  sample,
  refusal,
  named,
  coded,
  utc,
  HEADER,
  END,
  order,
  value,
} from './testing-astm';

describe('orders', () => {
  test('new ones, those of one specimen together; then what is said of the tube', () => {
    const { events } = read(sample('LIS: new orders, by priority'));
    expect(events).toEqual([
      {
        kind: 'order.placed',
        specimen: named('S-2001'),
        assays: [coded('TSH'), coded('FT4'), coded('CRP')],
        priority: 'STAT',
        location: 'WARD-3',
        orderedAt: utc('04:55:00'),
        at: utc('05:00:00'),
      },
      {
        kind: 'specimen.facts',
        specimen: named('S-2001'),
        facts: {
          type: 'SERUM',
          collectedAt: utc('04:45:00'),
          receivedAt: utc('04:59:00'),
          rejection: null,
          parents: [],
        },
        at: utc('05:00:00'),
      },
      {
        kind: 'order.placed',
        specimen: named('S-2002'),
        assays: [coded('GLU')],
        priority: 'URGENT',
        location: 'WARD-3',
        orderedAt: utc('04:56:00'),
        at: utc('05:00:00'),
      },
    ]);
  });

  test('an add-on, the cancellation of a test with its reason, and of a tube', () => {
    const { events } = read(sample('LIS: an add-on and a cancellation'));
    expect(events).toEqual([
      {
        kind: 'order.placed',
        specimen: named('S-2001'),
        assays: [coded('LDH')],
        priority: 'ROUTINE',
        location: null,
        orderedAt: utc('05:09:00'),
        at: utc('05:10:00'),
      },
      {
        kind: 'order.cancelled',
        specimen: named('S-2001'),
        assays: [coded('CRP')],
        reason: 'Ordered twice',
        at: utc('05:10:00'),
      },
      {
        kind: 'order.cancelled',
        specimen: named('S-2002'),
        assays: [],
        reason: null,
        at: utc('05:10:00'),
      },
    ]);
  });

  test('an order after its cancellation stays after it', () => {
    const { events } = readText([
      HEADER,
      order('S-1', '^^^A', { 12: 'A' }),
      order('S-1', '^^^A', { 12: 'C' }),
      order('S-1', '^^^B', { 12: 'A' }),
      END,
    ]);
    expect(events.map(({ kind }) => kind)).toEqual([
      'order.placed',
      'order.cancelled',
      'order.placed',
    ]);
  });

  test('O-26 O asks for it where O-12 says nothing', () => {
    const { events } = readText([HEADER, order('S-1', '^^^A', { 26: 'O' }), END]);
    expect(events).toMatchObject([{ kind: 'order.placed', assays: [coded('A')], priority: null }]);
  });

  test('results make it a report, whatever O-12 repeats', () => {
    const records = [order('S-1', '^^^A', { 12: 'N' }), value('^^^A', '1')];
    expect(readText([HEADER, ...records, END]).events).toMatchObject([
      { kind: 'specimen.resulted' },
    ]);
  });

  test('what is at work, and what cannot be done', () => {
    const name = 'what the instrument is at work on, and what it cannot do';
    const at = utc('05:40:00');
    expect(read(sample(name)).events).toEqual([
      { kind: 'specimen.started', specimen: named('S-2004'), assay: coded('GLU'), at },
      { kind: 'specimen.started', specimen: named('S-2004'), assay: coded('NA'), at },
      { kind: 'specimen.started', specimen: named('S-2005'), assay: coded('K'), at },
      {
        kind: 'specimen.failed',
        specimen: named('S-2006'),
        assay: coded('CA'),
        errorCode: DEFAULT_TABLE.failure,
        message: 'Clot detected',
        at,
      },
    ]);
  });

  test.each<[string, string[], string, string]>([
    [
      'no specimen',
      [order('', '^^^A', { 12: 'N' })],
      'malformed',
      'Record 2 (O) names no specimen',
    ],
    [
      'what is no number',
      [order('S 1', '^^^A', { 12: 'N' })],
      'malformed',
      'Record 2 (O): “S 1” is no specimen number',
    ],
    ['no test', [order('S-1', '', { 12: 'N' })], 'malformed', 'Record 2 (O) orders no test'],
    [
      'an action nobody knows',
      [order('S-1', '^^^A', { 12: 'Z' })],
      'unsupported',
      'Record 2 (O): the action “Z” (O-12) is not one of N, A, P, C, L, X, Q',
    ],
    [
      'a cancellation with results',
      [order('S-1', '^^^A', { 12: 'C' }), value('^^^A', '1')],
      'malformed',
      'Record 2 (O) cancels tests, and results of them follow',
    ],
    [
      'a time that does not exist',
      [order('S-1', '^^^A', { 7: '20260231120000', 12: 'N' })],
      'malformed',
      'O-7 (record 2): “20260231120000” is a day or time that does not exist',
    ],
    [
      'a result of no analyte',
      [order('S-1', ''), value('', '1')],
      'malformed',
      'Record 3 (R): a result names no analyte',
    ],
  ])('%s is refused, by its record', (_, records, code, said) => {
    const refused = refusal(() => readText([HEADER, ...records, END]));
    expect(refused.code).toBe(code);
    expect(refused.message).toContain(said);
  });
});
