import { describe, expect, test } from 'vitest';
import { DEFAULT_TABLE } from '../mapping/default-table';
import {
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

describe('what is no specimen’s', () => {
  test('a control among specimens is an event of the device', () => {
    const { events } = read(sample('results of several specimens and of a control'));
    expect(events.map(({ kind }) => kind)).toEqual([
      'specimen.resulted',
      'specimen.resulted',
      'device.event',
    ]);
    expect(events[2]).toEqual({
      kind: 'device.event',
      event: 'quality_control',
      severity: null,
      specimen: 'QC-LEVEL2',
      text: 'Control · QC-LEVEL2 · TSH',
      data: {
        role: 'Q',
        assay: 'TSH',
        results: [
          {
            analyte: 'TSH',
            value: '10.4',
            unit: 'mIU/L',
            reference_range: '9.1-11.7',
            flags: ['N'],
            status: 'F',
          },
        ],
      },
      at: utc('14:57:00'),
    });
  });

  test('a message of controls (H-12 Q) holds no specimen', () => {
    expect(read(sample('a message of controls alone')).events).toMatchObject([
      { kind: 'device.event', event: 'quality_control', specimen: 'LYPHO-1' },
    ]);
  });

  test('nothing in a control is refused', () => {
    const records = [order('', '', { 12: 'Q' }), value('', '', { 13: 'yesterday' })];
    const { events, remarks } = readText([HEADER, ...records, END]);
    expect(events).toMatchObject([
      { kind: 'device.event', specimen: null, text: 'Control', at: utc('11:00:00') },
    ]);
    expect(remarks).toEqual([expect.stringContaining('R-13 (record 3): “yesterday” is no time')]);
  });

  test('a query is remarked, and so is a result of no order', () => {
    expect(read(sample('a query of an analyser'))).toEqual({
      events: [],
      kind: 'cobas-e411',
      controlId: 'Q-1',
      remarks: ['Record 2 is a query (Q); queries are not answered here.'],
    });
    expect(readText([HEADER, value('^^^A', '1'), 'C|1|I|of it', END])).toMatchObject({
      events: [],
      remarks: [
        'Record 2 (R) is a result of no order, so of no specimen.',
        'A record of type C is not acted on.',
      ],
    });
  });

  test('a state by the device’s table; of other records of the maker nothing', () => {
    const bytes = sample('states by records of the manufacturer');
    expect(read(bytes).events).toEqual([]);
    const astm = {
      ...DEFAULT_TABLE.astm,
      deviceState: ['M-4'],
      deviceStateTime: ['M-5', 'H-14'],
      deviceStateRecord: { place: 'M-3', value: 'STATE' },
    };
    const { events, remarks } = read(bytes, { astm });
    expect(events).toEqual([
      { kind: 'device.state', code: 'ES', reason: null, at: utc('05:29:55') },
    ]);
    expect(remarks).toHaveLength(1);
    expect(read(bytes, { astm, deviceStates: { ES: 'MA' } }).events).toMatchObject([
      { code: 'MA' },
    ]);
  });
});

describe('the device’s table', () => {
  const body = [
    HEADER,
    order('S-1.A', '^^^687', { 3: '2^1^S-1.A', 16: 'S' }),
    value('^^^687', '5', { 5: 'mg', 7: 'HIGH' }),
    value('^^^688', '6', { 5: 'g', 7: 'N' }),
    END,
  ];

  test('says where a specimen stands, and what its codes are here', () => {
    const { events } = readText(body, {
      label: { pattern: null, suffixes: ['.A'] },
      astm: { ...DEFAULT_TABLE.astm, specimen: ['O-3.3'] },
      assays: { 687: 'TSH' },
      analytes: { 687: 'TSH', 688: null },
      units: { mg: 'mg/L' },
      flags: { HIGH: 'H' },
      specimenTypes: { S: 'SERUM' },
      timeZone: 'UTC',
    });
    expect(events).toEqual([
      {
        kind: 'specimen.facts',
        specimen: named('S-1'),
        facts: {
          type: 'SERUM',
          collectedAt: null,
          receivedAt: null,
          rejection: null,
          parents: [],
        },
        at: utc('12:00:00'),
      },
      {
        kind: 'specimen.resulted',
        specimen: named('S-1'),
        at: utc('12:00:00'),
        tests: [
          {
            assay: coded('TSH'),
            complete: true,
            at: utc('12:00:00'),
            results: [result('TSH', '5', { unit: 'mg/L', flags: ['H'] })],
          },
        ],
      },
    ]);
  });

  test('leaves a test out, of a report and of an order alike', () => {
    const assays = { 687: null };
    const report = readText(body, { assays, astm: { ...DEFAULT_TABLE.astm, specimen: ['O-3.3'] } });
    expect(report.events).toEqual([]);
    expect(report.remarks).toEqual(['The test “687” of record 2 is left out by the mapping.']);
    for (const action of ['N', 'C']) {
      const asked = readText([HEADER, order('S-1', '^^^687', { 12: action }), END], { assays });
      expect(asked.events).toEqual([]);
    }
  });

  test('without a component all of a value, the same twice too', () => {
    const { events } = readText([HEADER, order('S-1', '^^^A'), value('^^^A', '1^1^^2'), END]);
    expect(events).toMatchObject([{ tests: [{ results: [{ value: '1^1^2' }] }] }]);
  });

  test('codes are a line, however they were broken', () => {
    const { events } = readText([HEADER, order('S-1', '^^^A  b'), value('^^^A\r\nb', '1'), END]);
    expect(events).toMatchObject([
      { tests: [{ assay: coded('A b'), results: [{ analyte: coded('A b') }] }] },
    ]);
  });

  test('a repetition and a component by their numbers', () => {
    const { events } = readText(
      [HEADER, order('S-1', '^^^A'), value('^^^A', 'neg^0.2\\neg^0.3'), END],
      { astm: { ...DEFAULT_TABLE.astm, value: ['R-4[2].2'] } },
    );
    expect(events).toMatchObject([{ tests: [{ results: [{ value: '0.3' }] }] }]);
  });
});
