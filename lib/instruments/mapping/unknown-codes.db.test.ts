import { beforeAll, expect, test } from 'vitest';
import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';
import { store } from '../inbox/testing-inbox';
import { makeInstrument } from '../receive/testing-webhook';
import { changeMapping } from './change-mapping';
import { DEFAULT_TABLE } from './default-table';
import { unknownCodes } from './unknown-codes';

let home: Awaited<ReturnType<typeof makeInstrument>>;
let stranger: Awaited<ReturnType<typeof makeInstrument>>;

const message = (control: string, assay: string, analyte: string, flag: string) =>
  [
    `MSH|^~\\&|LINK|LAB|BW|LAB|20260302080000||ORU^R01^ORU_R01|${control}|P|2.5.1`,
    `SPM|1|^S-${control}||SER`,
    `OBR|1|||${assay}`,
    `OBX|1|NM|${analyte}||5.1|mmol/L||${flag}|||F`,
  ].join('\r');

beforeAll(async () => {
  home = await makeInstrument();
  stranger = await makeInstrument();
  const labId = home.lab.id;
  await unboundDb().assay.create({ data: { id: newId(), labId, code: 'GLU', name: 'Glucose' } });
  await unboundDb().analyte.create({
    data: { id: newId(), labId, code: 'GLU', name: 'Glucose', loinc: '2345-7' },
  });
  const send = (text: string) => store(home, text, { format: 'hl7' });
  await send(message('1', 'glu', '2345-7^Glucose', 'H'));
  await send(message('2', '707^Potassium', 'K1', 'XH'));
  await send(message('3', '707^Potassium', 'GLU', 'N'));
  await send('MSH|what is this');
  await store(home, JSON.stringify({ type: 'device.heartbeat' }));
  await store(stranger, message('4', 'OTHER', 'OTHER', 'N'), { format: 'hl7' });
});

test('codes that stand in messages and mean nothing in the lab are listed with how often', async () => {
  const { read, codes } = await unknownCodes(home.admin, home.device.name);
  // The heartbeat says the lab's own words: it is not read.
  expect(read).toBe(4);
  expect(codes.map(({ kind, code, messages }) => [kind, code, messages])).toEqual([
    ['assays', '707', 2],
    ['analytes', 'K1', 1],
    ['flags', 'XH', 1],
  ]);
});

test('what the table translates is known from then on', async () => {
  const table = {
    ...DEFAULT_TABLE,
    assays: { '707': 'GLU' },
    analytes: { K1: null },
    flags: { XH: 'HH' },
  };
  await changeMapping(home.admin, home.device.name, { version: 0, table });
  expect((await unknownCodes(home.admin, home.device.name)).codes).toEqual([]);
});

test('is for admins of the lab alone', async () => {
  const asked = unknownCodes(await home.ctxFor('manager'), home.device.name);
  await expect(asked).rejects.toMatchObject({ code: 'forbidden' });
  const foreign = unknownCodes(stranger.admin, home.device.name);
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
});
