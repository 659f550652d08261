import { beforeAll, describe, expect, test } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { unboundDb } from '@/lib/platform/db/client';
import { makeChemistry } from '@/lib/results/testing-results';
import { applyWaiting, fateOf, putMessage } from '../apply/testing-inbox';
import { stampOf } from '../simulate/said';
import { intoFrames } from './into-frames';
import { headerRecord, writeRecord } from './write-record';

const db = unboundDb();
let home: TestLab;
let analyser: { id: string; name: string };
let chemistry: Awaited<ReturnType<typeof makeChemistry>>;

const NOW = Math.floor(Date.now() / 1000) * 1000;
const ago = (minutes: number) => new Date(NOW - minutes * 60_000);
const stamp = (minutes: number) => stampOf(ago(minutes));

beforeAll(async () => {
  home = await makeTestLab();
  chemistry = await makeChemistry(home);
  analyser = { id: chemistry.bench.devices.get('Analyser') ?? '', name: 'Analyser' };
});

const HEADER = headerRecord({ 3: '1', 5: 'Test^1', 12: 'P', 13: 'LIS2-A2', 14: stamp(5) });
const END = 'L|1|N';
type Fields = Readonly<Record<number, string>>;
const order = (number: string, tests: string[], more: Fields) =>
  writeRecord('O', {
    2: '1',
    3: number,
    5: tests.map((code) => `^^^${code}`).join('\\'),
    ...more,
  });
const result = (analyte: string, value: string, more: Fields = {}) =>
  writeRecord('R', { 2: '1', 3: `^^^${analyte}`, 4: value, 9: 'F', 13: stamp(6), ...more });

const bare = (...records: string[]) =>
  [HEADER, 'P|1', ...records, END].map((record) => `${record}\r`).join('');
const framed = (...records: string[]) =>
  Buffer.from(intoFrames([HEADER, 'P|1', ...records, END], 40)).toString('latin1');

async function send(text: string, role: 'instrument' | 'lis') {
  const id = await putMessage(home, analyser, text, { format: 'astm', role });
  await applyWaiting(home, analyser);
  return { id, ...(await fateOf(id)) };
}

const tubeOf = (number: string) =>
  db.specimen.findFirst({
    where: { labId: home.lab.id, number },
    include: {
      tests: { include: { assay: true, device: true }, orderBy: { assay: { code: 'asc' } } },
    },
  });
const statesOf = async (number: string) =>
  (await tubeOf(number))?.tests.map(({ assay, stateKey }) => [assay.code, stateKey]);

describe('orders of a LIS', () => {
  test('create a specimen, add a test on, and cancel one', async () => {
    const placed = order('A-1', ['K', 'CULT'], { 6: 'S', 7: stamp(50), 8: stamp(45), 12: 'N' });
    expect(await send(bare(placed), 'lis')).toMatchObject({ status: 'applied', kind: 'Test 1' });
    expect(await tubeOf('A-1')).toMatchObject({
      priority: 'STAT',
      collectedAt: ago(45),
      receivedAt: null,
      tests: [
        { assay: { code: 'CULT' }, stateKey: 'expected', priority: 'STAT', orderedAt: ago(50) },
        { assay: { code: 'K' }, stateKey: 'expected', priority: 'STAT', orderedAt: ago(50) },
      ],
    });

    const added = order('A-1', ['BMP'], { 6: 'R', 7: stamp(30), 12: 'A' });
    expect(await send(framed(added), 'lis')).toMatchObject({ status: 'applied' });
    expect(await tubeOf('A-1')).toMatchObject({
      tests: [
        { assay: { code: 'BMP' }, stateKey: 'expected', priority: 'ROUTINE', orderedAt: ago(30) },
        { assay: { code: 'CULT' } },
        { assay: { code: 'K' } },
      ],
    });

    const cancelled = [order('A-1', ['CULT'], { 12: 'C' }), 'C|1|L|Ordered twice|G'];
    expect(await send(bare(...cancelled), 'lis')).toMatchObject({ status: 'applied' });
    expect(await statesOf('A-1')).toEqual([
      ['BMP', 'expected'],
      ['CULT', 'cancelled'],
      ['K', 'expected'],
    ]);
    const history = await db.testTransition.findMany({
      where: { labId: home.lab.id, specimen: { number: 'A-1' }, action: 'cancel' },
    });
    expect(history).toMatchObject([{ reason: 'Ordered twice', source: 'api' }]);
  });

  test('are no instrument’s to give', async () => {
    expect(await send(bare(order('A-2', ['K'], { 12: 'N' })), 'instrument')).toMatchObject({
      status: 'quarantined',
      code: 'not_allowed',
    });
    expect(await tubeOf('A-2')).toBeNull();
  });
});

describe('results', () => {
  test.each([
    ['bare', 'B-1', bare],
    ['in frames', 'B-2', framed],
  ])('%s: submitted when all are final, at the time of the last', async (_, number, write) => {
    await send(bare(order(number, ['BMP'], { 7: stamp(60), 12: 'N' })), 'lis');
    const report = [
      order(number, ['BMP'], { 8: stamp(55), 15: stamp(40), 26: 'F' }),
      result('NA', '139', { 5: 'mmol/L', 13: stamp(8) }),
      result('K', '6.9', { 5: 'mmol/L', 7: 'HH', 13: stamp(7) }),
      'C|1|I|No haemolysis|I',
    ];
    expect(await send(write(...report), 'instrument')).toMatchObject({
      status: 'applied',
      specimens: [number],
    });
    expect(await tubeOf(number)).toMatchObject({
      collectedAt: ago(55),
      receivedAt: ago(40),
      tests: [
        {
          stateKey: 'submitted',
          receivedAt: ago(40),
          resultedAt: ago(7),
          device: { name: 'Analyser' },
        },
      ],
    });
    const results = await chemistry.results(number);
    expect(results.map((one) => [one.analyte.code, one.value, one.unit, one.status])).toEqual([
      ['NA', '139', 'mmol/L', 'final'],
      ['K', '6.9', 'mmol/L', 'final'],
    ]);
    expect(results[1]).toMatchObject({
      flags: ['HH'],
      observedAt: ago(7),
      comment: 'No haemolysis',
    });
    expect(await chemistry.criticals(number)).toHaveLength(1);
  });

  test('preliminary ones submit nothing; the final ones do, and then a correction counts', async () => {
    await send(bare(order('B-3', ['K'], { 7: stamp(60), 12: 'N' })), 'lis');
    const report = order('B-3', ['K'], {});
    await send(bare(report, result('K', '4.1', { 9: 'P', 13: stamp(9) })), 'instrument');
    expect(await statesOf('B-3')).toEqual([['K', 'in_process']]);
    await send(bare(report, result('K', '4.2', { 13: stamp(8) })), 'instrument');
    expect(await statesOf('B-3')).toEqual([['K', 'submitted']]);
    await send(bare(report, result('K', '4.4', { 9: 'C', 13: stamp(7) })), 'instrument');
    const results = await chemistry.results('B-3');
    expect(
      results.map(({ value, status, replacedAt }) => [value, status, replacedAt === null]),
    ).toEqual([
      ['4.1', 'preliminary', false],
      ['4.2', 'final', false],
      ['4.4', 'corrected', true],
    ]);
  });

  test('with a bad checksum change nothing, and the inbox names the frame', async () => {
    await send(bare(order('B-4', ['K'], { 7: stamp(60), 12: 'N' })), 'lis');
    const sent = framed(order('B-4', ['K'], {}), result('K', '4.1'));
    const fate = await send(sent.replace('|4.1|', '|4.7|'), 'instrument');
    expect(fate).toMatchObject({ status: 'quarantined', code: 'bad_checksum' });
    expect(fate.reason).toMatch(/^Frame 5 of the body: the checksum sent is [0-9A-F]{2}/);
    expect(await statesOf('B-4')).toEqual([['K', 'expected']]);
    expect(await chemistry.results('B-4')).toEqual([]);
  });

  test('of a control are an event of the device, and no specimen’s', async () => {
    const control = [order('QC-1', ['K'], { 12: 'Q' }), result('K', '4.0', { 13: stamp(3) })];
    expect(await send(bare(...control), 'instrument')).toMatchObject({ status: 'applied' });
    expect(await tubeOf('QC-1')).toBeNull();
    const events = await db.deviceEvent.findMany({ where: { labId: home.lab.id } });
    expect(events).toMatchObject([
      { kind: 'quality_control', specimen: 'QC-1', deviceId: analyser.id, at: ago(3) },
    ]);
  });

  test('of an unknown specimen wait for it', async () => {
    const report = [order('B-9', ['K'], {}), result('K', '4.1')];
    expect(await send(bare(...report), 'instrument')).toMatchObject({
      status: 'quarantined',
      code: 'unknown_specimen',
      awaits: 'B-9',
    });
  });
});
