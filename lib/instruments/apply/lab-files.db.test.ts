import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { NewSpecimen } from '@/lib/specimens/contract';
import { createSpecimen } from '@/lib/specimens/create-specimen';
import { sharedFile } from '@/lib/platform/testing-shared';
import { readHl7 } from '../hl7/read-hl7';
import { DEFAULT_TABLE } from '../mapping/default-table';
import { applyWaiting, fateOf, putMessage } from './testing-inbox';

const FOLDER = sharedFile('data/hl7');
const IS_THERE = existsSync(FOLDER);
const why = IS_THERE ? '' : ` (skipped: there is no ${FOLDER})`;

const db = unboundDb();
let home: TestLab;
let device: { id: string; name: string };

const bytesOf = (file: string) => readFileSync(path.join(FOLDER, file));
const time = (text: string) => new Date(text);

/** A lab that measures what the files report, known to it by LOINC alone. */
async function measureAll(labId: string, files: readonly string[]): Promise<void> {
  const context = { timeZone: 'UTC', receivedAt: new Date() };
  const assays = new Set<string>();
  const analytes = new Set<string>();
  for (const file of files) {
    for (const event of readHl7(bytesOf(file), DEFAULT_TABLE, context).events) {
      if (event.kind !== 'specimen.resulted') continue;
      for (const { assay, results } of event.tests) {
        if (assay) assays.add(assay.code);
        for (const { analyte } of results) analytes.add(analyte.code);
      }
    }
  }
  const rowOf = (loinc: string) => ({ id: newId(), labId, code: `C${loinc}`, name: loinc, loinc });
  await db.assay.createMany({ data: [...assays].map(rowOf) });
  await db.analyte.createMany({ data: [...analytes].map(rowOf) });
}

async function expectTube(specimen_id: string, loincs: string[]): Promise<void> {
  const tests = loincs.map((loinc) => ({ assay: `C${loinc}` }));
  const given = { specimen_id, tests, state: 'expected', ordered_at: '2010-01-01T00:00:00Z' };
  await createSpecimen(await home.ctxFor('technician'), NewSpecimen.parse(given));
}

async function land(file: string) {
  const id = await putMessage(home, device, bytesOf(file).toString('utf8'), { format: 'hl7' });
  await applyWaiting(home, device);
  return fateOf(id);
}

const tubeOf = (number: string) =>
  db.specimen.findFirstOrThrow({
    where: { labId: home.lab.id, number },
    include: {
      tests: {
        orderBy: { assay: { code: 'asc' } },
        include: { assay: true, results: { include: { analyte: true }, orderBy: { id: 'asc' } } },
      },
    },
  });
type Test = Awaited<ReturnType<typeof tubeOf>>['tests'][number];
const inForce = ({ results }: Test) =>
  results
    .filter(({ replacedAt }) => replacedAt === null)
    .map(({ analyte, value, status }) => `${analyte.loinc} ${value} ${status}`)
    .toSorted();

describe.skipIf(!IS_THERE)(`the files of real systems land${why}`, () => {
  beforeAll(async () => {
    home = await makeTestLab();
    device = { id: newId(), name: 'Middleware' };
    await db.device.create({ data: { ...device, labId: home.lab.id, type: 'analyser' } });
    await measureAll(home.lab.id, [
      'LAB-ORU-1.hl7',
      'LAB-ORU-2.hl7',
      'LRI_2.0-NG_CBC_Typ_Message.hl7',
    ]);
  });

  test('LAB-ORU-1: seven preliminary values and one final, nothing submitted', async () => {
    await expectTube('SpecimenID', ['24317-0', '26464-8']);
    expect(await land('LAB-ORU-1.hl7')).toMatchObject({
      status: 'applied',
      kind: 'ORU^R01',
      specimens: ['SpecimenID'],
    });
    const tube = await tubeOf('SpecimenID');
    expect(tube).toMatchObject({
      collectedAt: time('2014-10-06T05:35:00+07:00'),
      receivedAt: time('2014-10-06T08:21:00+07:00'),
      specimenType: 'BLD',
      stateKey: 'in_process',
    });
    const [hemogram, differential] = tube.tests;
    for (const one of tube.tests) {
      expect(one).toMatchObject({
        stateKey: 'in_process',
        resultedAt: null,
        deviceId: device.id,
        // When the message was made, before the tube came: as it was told.
        startedAt: time('2014-10-06T06:45:00+07:00'),
        receivedAt: time('2014-10-06T08:21:00+07:00'),
      });
    }
    expect(hemogram && inForce(hemogram)).toEqual([
      '11125-2 221 final',
      '11273-0 4.06 preliminary',
      '20570-8 40.1 preliminary',
    ]);
    expect(differential && inForce(differential)).toEqual([
      '23761-0 72 preliminary',
      '26450-7 2 preliminary',
      '26478-8 20 preliminary',
      '26485-3 6 preliminary',
      '30180-4 0 preliminary',
    ]);
  });

  test('LAB-ORU-2: ten final values, both tests submitted at 09:31', async () => {
    expect(await land('LAB-ORU-2.hl7')).toMatchObject({ status: 'applied' });
    const tube = await tubeOf('SpecimenID');
    expect(tube).toMatchObject({
      stateKey: 'submitted',
      // A machine corrects what a machine gave.
      receivedAt: time('2014-10-06T06:21:00+07:00'),
    });
    const [hemogram, differential] = tube.tests;
    for (const one of tube.tests) {
      expect(one).toMatchObject({
        stateKey: 'submitted',
        resultedAt: time('2014-10-06T09:31:00+07:00'),
        receivedAt: time('2014-10-06T06:21:00+07:00'),
      });
    }
    expect(hemogram && inForce(hemogram)).toEqual([
      '11125-2 220 corrected',
      '11156-7 8.2 final',
      '11273-0 4.08 final',
      '20509-6 13.4 final',
      '20570-8 39.7 final',
    ]);
    expect(differential && inForce(differential)).toEqual([
      '23761-0 72 final',
      '26450-7 2 final',
      '26478-8 20 final',
      '26485-3 6 final',
      '30180-4 0 final',
    ]);
  });

  test('LRI: 28 results of R-991133, four critical, to be told of', async () => {
    await expectTube('R-991133', ['57021-8']);
    expect(await land('LRI_2.0-NG_CBC_Typ_Message.hl7')).toMatchObject({ status: 'applied' });
    const tube = await tubeOf('R-991133');
    const [cbc] = tube.tests;
    expect(tube.collectedAt).toEqual(time('2011-01-03T14:34:28-08:00'));
    expect(cbc).toMatchObject({
      stateKey: 'submitted',
      resultedAt: time('2011-01-03T16:34:28-08:00'),
    });
    expect(cbc?.results).toHaveLength(28);
    const critical = cbc?.results.filter((result) => result.critical) ?? [];
    expect(critical.map(({ analyte, value, flags }) => [analyte.loinc, value, flags])).toEqual([
      ['26464-8', '105600', ['HH']],
      ['26449-9', '2.1', ['HH']],
      ['26474-7', '41.2', ['HH']],
      ['26499-4', '58', ['HH']],
    ]);
    expect(
      await db.critical.count({ where: { labId: home.lab.id, testId: cbc?.id, closedAt: null } }),
    ).toBe(4);
  });

  test('OUL-R22: no result of the specimen; unknown here, it waits for it', async () => {
    expect(await land('OUL-R22-01.hl7')).toMatchObject({
      status: 'quarantined',
      code: 'unknown_specimen',
      awaits: expect.stringMatching(/^2017-PAT-123456-1 /),
    });
    await expectTube('2017-PAT-123456', ['57021-8']);
    await expectTube('2017-PAT-123456-1', ['57021-8']);
    expect(await land('OUL-R22-01.hl7')).toMatchObject({ status: 'applied' });
    const tube = await tubeOf('2017-PAT-123456-1');
    expect(tube).toMatchObject({
      specimenType: 'Biopsy, Skin',
      stateKey: 'expected',
      parentId: (await tubeOf('2017-PAT-123456')).id,
    });
    expect(tube.tests.flatMap(({ results }) => results)).toEqual([]);
  });
});
