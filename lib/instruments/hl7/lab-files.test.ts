import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedFile } from '@/lib/platform/testing-shared';
import type { InstrumentEvent, TestReport } from '../event';
import { DEFAULT_TABLE } from '../mapping/default-table';
import { readHl7 } from './read-hl7';

const FOLDER = sharedFile('data/hl7');
// A zone that none of them is in: every time of theirs has its own offset.
const context = { timeZone: 'Pacific/Auckland', receivedAt: new Date('2026-03-01T00:00:00Z') };

const read = (file: string) =>
  readHl7(readFileSync(path.join(FOLDER, file)), DEFAULT_TABLE, context);

const factsOf = (events: readonly InstrumentEvent[]) =>
  events.filter((event) => event.kind === 'specimen.facts');
const resultedOf = (events: readonly InstrumentEvent[]) =>
  events.filter((event) => event.kind === 'specimen.resulted');

/** Analyte, value, unit, status and flags of each result. */
const table = (test: TestReport | undefined) =>
  test?.results.map(({ analyte, value, unit, status, flags }) =>
    [analyte.code, value, unit ?? '', status, flags.join()].join(' '),
  );

const IS_THERE = existsSync(FOLDER);
const why = IS_THERE ? '' : ` (skipped: there is no ${FOLDER})`;

describe.skipIf(!IS_THERE)(`the files of real systems${why}`, () => {
  it('LAB-ORU-1: two tests with preliminary values, nothing to submit', () => {
    const { events, kind, controlId, remarks } = read('LAB-ORU-1.hl7');
    expect({ kind, controlId, remarks, count: events.length }).toEqual({
      kind: 'ORU^R01',
      controlId: '182',
      remarks: [],
      count: 2,
    });
    const specimen = {
      number: 'SpecimenID',
      alternatives: ['82503246', '88502218', '890775544', '855238581'],
    };
    expect(factsOf(events)).toEqual([
      {
        kind: 'specimen.facts',
        specimen,
        facts: {
          type: 'BLD',
          collectedAt: new Date('2014-10-06T05:35:00+07:00'),
          receivedAt: new Date('2014-10-06T08:21:00+07:00'),
          rejection: null,
          parents: [],
        },
        at: new Date('2014-10-06T06:45:00+07:00'),
      },
    ]);
    const [resulted, ...more] = resultedOf(events);
    expect(more).toEqual([]);
    expect(resulted?.specimen).toEqual(specimen);
    const [hemogram, differential, ...others] = resulted?.tests ?? [];
    expect(others).toEqual([]);
    // Leucocytes and haemoglobin are to come (I): they have no result.
    expect(hemogram?.assay).toEqual({ code: '24317-0', alternatives: [] });
    expect(table(hemogram)).toEqual([
      '11273-0 4.06 tera.l-1 preliminary N',
      '20570-8 40.1 % preliminary N',
      '11125-2 221 giga.l-1 final N',
    ]);
    expect(differential?.assay).toEqual({ code: '26464-8', alternatives: [] });
    expect(table(differential)).toEqual([
      '23761-0 72 % preliminary N',
      '26450-7 2 % preliminary N',
      '26478-8 20 % preliminary N',
      '26485-3 6 % preliminary N',
      '30180-4 0 % preliminary N',
    ]);
    expect([hemogram?.complete, differential?.complete]).toEqual([false, false]);
  });

  it('LAB-ORU-2: ten final values, both tests submitted at MSH-7', () => {
    const { events, controlId, remarks } = read('LAB-ORU-2.hl7');
    expect({ controlId, remarks }).toEqual({ controlId: 'ControlID', remarks: [] });
    expect(
      factsOf(events).map(({ specimen, facts }) => ({ ...facts, number: specimen.number })),
    ).toEqual([
      {
        number: 'SpecimenID',
        type: 'BLD',
        collectedAt: new Date('2014-10-06T05:35:00+07:00'),
        receivedAt: new Date('2014-10-06T06:21:00+07:00'),
        rejection: null,
        parents: [],
      },
    ]);
    const [resulted] = resultedOf(events);
    const [differential, hemogram, ...others] = resulted?.tests ?? [];
    expect(others).toEqual([]);
    expect(table(differential)).toEqual([
      '30180-4 0 % final N',
      '23761-0 72 % final N',
      '26450-7 2 % final N',
      '26478-8 20 % final N',
      '26485-3 6 % final N',
    ]);
    expect(table(hemogram)).toEqual([
      '20509-6 13.4 g/l-1 final N',
      '11156-7 8.2 giga.l-1 final N',
      '11273-0 4.08 tera.l-1 final N',
      '20570-8 39.7 % final N',
      '11125-2 220 giga.l-1 final N',
    ]);
    const at = new Date('2014-10-06T09:31:00+07:00');
    for (const test of [differential, hemogram]) {
      expect(test).toMatchObject({ complete: true, at });
      expect(test?.results.every(({ observedAt }) => observedAt?.getTime() === at.getTime())).toBe(
        true,
      );
    }
  });

  it('LRI: 28 results of R-991133, four of them HH', () => {
    const { events, kind, controlId, remarks } = read('LRI_2.0-NG_CBC_Typ_Message.hl7');
    expect({ kind, controlId, remarks }).toEqual({
      kind: 'ORU^R01',
      controlId: 'NIST-LRI-NG-002.00',
      remarks: [],
    });
    expect(factsOf(events)).toMatchObject([
      {
        specimen: { number: 'R-991133', alternatives: ['ORD666555'] },
        facts: {
          type: 'BLD',
          collectedAt: new Date('2011-01-03T14:34:28-08:00'),
          receivedAt: null,
        },
      },
    ]);
    const [resulted] = resultedOf(events);
    const [cbc, ...others] = resulted?.tests ?? [];
    expect(others).toEqual([]);
    const at = new Date('2011-01-03T16:34:28-08:00');
    expect(cbc).toMatchObject({
      assay: { code: '57021-8', alternatives: ['4456544'] },
      complete: true,
      at,
    });
    const results = cbc?.results ?? [];
    expect(results).toHaveLength(28);
    expect(results.every(({ status }) => status === 'final')).toBe(true);
    expect(results.every(({ observedAt }) => observedAt?.getTime() === at.getTime())).toBe(true);
    expect(
      results
        .filter(({ flags }) => flags.includes('HH'))
        .map(({ analyte, value, unit }) => [analyte.code, value, unit]),
    ).toEqual([
      ['26464-8', '105600', '{cells}/uL'],
      ['26449-9', '2.1', '10*3/uL'],
      ['26474-7', '41.2', '10*3/uL'],
      ['26499-4', '58', '10*3/uL'],
    ]);
    expect(results[0]).toMatchObject({
      analyte: { code: '26453-1' },
      value: '4.41',
      unit: '10*6/uL',
      referenceRange: '4.3 to 6.2',
      flags: ['N'],
    });
    expect(results[1]).toMatchObject({ value: '12.5', flags: ['L'] });
    expect(results[19]).toMatchObject({ value: 'Present ++ out of ++++', flags: ['A'] });
    expect(results[27]).toMatchObject({ value: 'Platelets show defective granulation.' });
  });

  it('OUL-R22-01: a specimen, and no result of it', () => {
    const { events, kind, remarks } = read('OUL-R22-01.hl7');
    expect(kind).toBe('OUL^R22');
    expect(resultedOf(events)).toEqual([]);
    expect(events).toEqual([
      {
        kind: 'specimen.facts',
        specimen: {
          number: '2017-PAT-123456-1',
          alternatives: [
            '2017-PAT-123456-1-2-5',
            '40bcbe96bcbf8cda8b07403263b92cb4',
            '5ca95f51971d414bbcb4be9ca88e9846',
          ],
        },
        facts: {
          type: 'Biopsy, Skin',
          collectedAt: null,
          receivedAt: null,
          rejection: null,
          parents: ['2017-PAT-123456'],
        },
        at: new Date('2019-03-11T10:16:33+01:00'),
      },
    ]);
    expect(remarks).toEqual([
      'Line 5 (OBX) stands before any specimen: it is no result.',
      'Line 10 (OBX) is of the specimen and of no test: it is no result.',
      'Line 18 is an attachment (ED), not a result.',
      'Line 23 “3DHISTECH_SLD” is an attachment (RP), not a result.',
      'Line 24 “3DHISTECH_THUMBNAIL” is an attachment (ED), not a result.',
      'Line 25 “3DHISTECH_LABELAREA” is an attachment (ED), not a result.',
      'Line 26 “3DHISTECH_PREVIEWCAM” is an attachment (ED), not a result.',
    ]);
  });
});
