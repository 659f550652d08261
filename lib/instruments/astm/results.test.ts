import { describe, expect, test } from 'vitest';
import {
  receivedAt,
  read,
  readText,
  sample,
  named,
  coded,
  utc,
  result,
  HEADER,
  END,
  order,
  value,
} from './testing-astm';
import { headerRecord } from './write-record';

describe('results', () => {
  test('two tests of one order: values, ranges, flags, comments and times of each', () => {
    const name = 'immunoassay: two tests of one order, a comment, a finding with a number';
    const expected = {
      kind: 'cobas-e411 1',
      controlId: '10231',
      remarks: [],
      events: [
        {
          kind: 'specimen.facts',
          specimen: named('S-1001'),
          at: utc('07:15:30'),
          facts: {
            type: 'SERUM',
            collectedAt: utc('05:15:00'),
            receivedAt: utc('05:45:00'),
            rejection: null,
            parents: [],
          },
        },
        {
          kind: 'specimen.resulted',
          specimen: named('S-1001'),
          at: utc('07:14:30'),
          tests: [
            {
              assay: coded('10'),
              complete: true,
              at: utc('07:10:10'),
              results: [
                result('10', '5.4', {
                  unit: 'mIU/L',
                  referenceRange: '0.4-4.2',
                  flags: ['H'],
                  observedAt: utc('07:10:10'),
                  comment: '27 Sample | short',
                }),
              ],
            },
            {
              assay: coded('141'),
              complete: true,
              at: utc('07:14:30'),
              results: [
                result('141', '-1^0.05', {
                  unit: 'COI',
                  flags: ['N'],
                  observedAt: utc('07:14:30'),
                }),
              ],
            },
          ],
        },
      ],
    };
    expect(read(sample(name))).toEqual(expected);
    expect(read(sample(`in frames, ${name}`))).toEqual(expected);
  });

  test('an order record a test is one report; what is pending is at work', () => {
    const { events } = read(sample('haematology: an order record a test, preliminary and final'));
    expect(events).toEqual([
      {
        kind: 'specimen.facts',
        specimen: named('S-1002'),
        at: utc('08:12:00'),
        facts: {
          type: 'EDTA',
          collectedAt: utc('07:30:00'),
          receivedAt: utc('07:45:00'),
          rejection: null,
          parents: [],
        },
      },
      {
        kind: 'specimen.started',
        specimen: named('S-1002'),
        assay: coded('PLT'),
        at: utc('08:12:00'),
      },
      {
        kind: 'specimen.resulted',
        specimen: named('S-1002'),
        at: utc('08:11:01'),
        tests: [
          {
            assay: coded('WBC'),
            complete: true,
            at: utc('08:11:01'),
            results: [
              result('WBC', '7.31', {
                unit: '10*3/uL',
                referenceRange: '4.00 to 10.00',
                flags: ['N'],
                observedAt: utc('08:11:01'),
              }),
            ],
          },
          {
            assay: coded('HGB'),
            complete: false,
            at: utc('08:11:01'),
            results: [
              result('HGB', '6.4', {
                unit: 'g/dL',
                referenceRange: '12.0 to 16.0',
                flags: ['LL'],
                status: 'preliminary',
                observedAt: utc('08:11:01'),
              }),
            ],
          },
        ],
      },
    ]);
  });

  test('corrected and cancelled: complete, as cancelled ones never come', () => {
    const { events } = read(sample('chemistry: a corrected and a cancelled result'));
    expect(events).toEqual([
      {
        kind: 'specimen.resulted',
        specimen: named('S-1003'),
        at: utc('09:12:00'),
        tests: [
          {
            assay: coded('BMP'),
            complete: true,
            at: utc('09:12:00'),
            results: [
              result('NA', '139', {
                unit: 'mmol/L',
                referenceRange: '136-145',
                flags: ['N'],
                observedAt: utc('09:10:00'),
              }),
              result('K', '6.9', {
                unit: 'mmol/L',
                referenceRange: '3.5-5.1',
                flags: ['HH'],
                status: 'corrected',
                observedAt: utc('09:12:00'),
              }),
              result('CL', '', {
                unit: 'mmol/L',
                status: 'cancelled',
                observedAt: utc('09:12:00'),
              }),
            ],
          },
        ],
      },
    ]);
  });

  test('times with an offset, flags of several repetitions', () => {
    const { events } = read(sample('blood gas: at the bedside, minutes after the draw'));
    expect(events[0]).toMatchObject({
      facts: { type: 'ART', collectedAt: utc('12:15:00'), receivedAt: utc('12:18:00') },
    });
    expect(events[1]).toMatchObject({
      at: utc('12:19:55'),
      tests: [{ results: [{ flags: ['LL'] }, { flags: ['HH', 'A'] }, { flags: ['HH'] }] }],
    });
  });

  // F V C P S R M Q W X I N of LIS2-A2, and what a table says of them.
  test.each([
    ['F', 'final', true],
    ['V', 'final', true],
    ['C', 'corrected', true],
    ['P', 'preliminary', false],
    ['S', 'preliminary', false],
    ['R', 'preliminary', false],
    ['M', 'preliminary', false],
    ['Q', 'preliminary', false],
    ['W', 'preliminary', false],
    ['X', 'cancelled', false],
    ['f', 'final', true],
  ])('R-9 %s is %s', (status, ours, complete) => {
    const { events } = readText([
      HEADER,
      order('S-1', '^^^A'),
      value('^^^A', '1', { 9: status }),
      END,
    ]);
    expect(events).toMatchObject([{ tests: [{ complete, results: [{ status: ours }] }] }]);
  });

  test.each(['I', 'N'])('R-9 %s is none yet: the test is at work, and not complete', (status) => {
    const pending = value('^^^B', '', { 9: status });
    expect(readText([HEADER, order('S-1', '^^^P'), pending, END]).events).toEqual([
      { kind: 'specimen.started', specimen: named('S-1'), assay: coded('P'), at: utc('11:00:00') },
    ]);
    const both = readText([HEADER, order('S-1', '^^^P'), value('^^^A', '1'), pending, END]);
    expect(both.events).toMatchObject([
      { tests: [{ complete: false, results: [{ value: '1' }] }] },
    ]);
  });

  test('a status that no table knows is preliminary, and so is none; both are remarked', () => {
    const { events, remarks } = readText([
      HEADER,
      order('S-1', '^^^P'),
      value('^^^A', '1', { 9: 'Z' }),
      value('^^^B', '2', { 9: '' }),
      END,
    ]);
    expect(events).toMatchObject([
      { tests: [{ results: [{ status: 'preliminary' }, { status: 'preliminary' }] }] },
    ]);
    expect(remarks).toEqual([
      'Record 3 (R): the status “Z” is not in the mapping: taken as preliminary.',
      'Record 4 (R) names no status of its result: taken as preliminary.',
    ]);
  });

  test('without R-9, O-26 says whether they are final', () => {
    const { events, remarks } = read(
      sample('coagulation: bounds, and a status left to the report'),
    );
    expect(remarks).toEqual([]);
    expect(events).toMatchObject([
      {
        tests: [
          { assay: coded('PT'), complete: true, results: [{ value: '>120', flags: ['>'] }] },
          { assay: coded('APTT'), complete: true, results: [{ referenceRange: '25-37' }] },
        ],
      },
    ]);
  });

  test('a result of no test in particular, of an order of several', () => {
    const { events } = readText([
      HEADER,
      order('S-1', '^^^A\\^^^B'),
      value('^^^A', '1'),
      value('^^^C', '3'),
      END,
    ]);
    expect(events).toMatchObject([
      {
        tests: [
          { assay: coded('A'), results: [{ analyte: coded('A') }] },
          { assay: null, results: [{ analyte: coded('C') }] },
        ],
      },
    ]);
  });

  test('the time of the message where a result has none; of receipt where neither has', () => {
    const body = [order('S-1', '^^^A'), value('^^^A', '1'), END];
    expect(readText([HEADER, ...body]).events).toMatchObject([
      { at: utc('11:00:00'), tests: [{ at: utc('11:00:00'), results: [{ observedAt: null }] }] },
    ]);
    expect(readText([headerRecord({ 5: 'X' }), ...body]).events).toMatchObject([
      { at: receivedAt, tests: [{ at: receivedAt }] },
    ]);
  });

  test('codes: the maker’s before the catalogue’s', () => {
    const { events } = readText([
      HEADER,
      order('S-1', '57021-8^CBC^LN^CBC'),
      value('6690-2^^LN^WBC', '7'),
      END,
    ]);
    expect(events).toMatchObject([
      {
        tests: [{ assay: coded('CBC', '57021-8'), results: [{ analyte: coded('WBC', '6690-2') }] }],
      },
    ]);
  });
});
