import { beforeAll, describe, expect, test } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import type { AppError } from '@/lib/platform/errors';
import { callCritical } from './call-critical';
import { ResultsRequest } from './contract';
import { enterResults } from './enter-results';
import { makeChemistry } from './testing-results';

let home: TestLab;
let away: TestLab;
let lab: Awaited<ReturnType<typeof makeChemistry>>;
let technician: Ctx;
let count = 0;

beforeAll(async () => {
  home = await makeTestLab();
  away = await makeTestLab();
  lab = await makeChemistry(home);
  await makeChemistry(away);
  technician = await home.ctxFor('technician');
});

/** A specimen with these tests, in process unless said otherwise. */
async function specimen(...tests: { assay: string; state?: string; device?: string }[]) {
  count += 1;
  const number = `R-${count}`;
  await lab.put([{ number, tests: tests.map((one) => ({ state: 'in_process', ...one })) }]);
  return number;
}

const of = (given: object, ...results: object[]) => ResultsRequest.parse({ ...given, results });
const enter = (number: string, ...results: object[]) =>
  enterResults(technician, number, of({}, ...results));

async function refusal(promise: Promise<unknown>) {
  return promise.then(
    () => expect.fail('was not refused'),
    ({ code, status, fields, extra, message }: AppError) => ({
      code,
      status,
      field: fields?.[0]?.field,
      extra,
      message,
    }),
  );
}

const inForce = async (number: string) =>
  (await lab.results(number)).filter((row) => row.replacedAt === null);

describe('entering results', () => {
  test('keeps value, number, unit, range and flags, and answers the specimen', async () => {
    const number = await specimen({ assay: 'BMP' });
    const answer = await enter(
      number,
      { analyte: 'na', value: '140' },
      { analyte: 'K', value: 5.4 },
    );
    expect(answer).toMatchObject({ specimen_id: number, version: 2 });
    expect(answer.tests[0]?.results).toMatchObject([
      { analyte: 'NA', value: '140', unit: 'mmol/L', reference_range: '136–145', flags: ['N'] },
      { analyte: 'K', value: '5.4', flags: ['H'], critical: false, status: 'final' },
    ]);
    const rows = await lab.results(number);
    expect(rows.map(({ numericValue }) => numericValue?.toNumber())).toEqual([140, 5.4]);
    expect(rows[0]).toMatchObject({
      source: 'portal',
      actorKind: 'person',
      actorName: 'Test technician',
    });
    const events = await lab.audit('result.enter');
    expect(events.at(-1)).toMatchObject({
      entity: 'specimen',
      requestId: technician.requestId,
      before: { specimen_id: number, results: [] },
      after: { assay: 'BMP', run: 1, count: 2 },
    });
    const live = await unboundDb().liveEvent.findMany({ where: { entityId: number } });
    expect(live).toMatchObject([{ entity: 'specimen', version: 2 }]);
  });

  test('the same again changes nothing: no row, no version, no event', async () => {
    const number = await specimen({ assay: 'K' });
    await enter(number, { analyte: 'K', value: '7.1', comment: 'not haemolysed' });
    const events = (await lab.audit('result.enter')).length;
    const again = await enter(number, { analyte: 'K', value: '7.1' });
    expect(again.version).toBe(2);
    expect(await lab.results(number)).toHaveLength(1);
    expect(await lab.criticals(number)).toHaveLength(1);
    expect((await lab.audit('result.enter')).length).toBe(events);
  });

  test('another value replaces a final one as corrected, and the old row stays', async () => {
    const number = await specimen({ assay: 'K' });
    await enter(number, { analyte: 'K', value: '4.2' });
    await enter(number, { analyte: 'K', value: '4.6' });
    expect(await lab.results(number)).toMatchObject([
      { value: '4.2', status: 'final', replacedAt: expect.any(Date) },
      { value: '4.6', status: 'corrected', replacedAt: null },
    ]);
    expect((await lab.audit('result.enter')).at(-1)).toMatchObject({
      before: { results: [{ analyte: 'K', value: '4.2' }] },
      after: { results: [{ analyte: 'K', value: '4.6', status: 'corrected' }] },
    });
  });

  test('a final after a preliminary one is final, and never preliminary again', async () => {
    const number = await specimen({ assay: 'K' });
    await enter(number, { analyte: 'K', value: '4.2', status: 'preliminary' });
    await enter(number, { analyte: 'K', value: '4.3' });
    expect(await inForce(number)).toMatchObject([{ value: '4.3', status: 'final' }]);
    const back = enter(number, { analyte: 'K', value: '4.4', status: 'preliminary' });
    expect(await refusal(back)).toMatchObject({ status: 422, field: 'results.0.status' });
  });

  test.each([
    [
      'an unknown analyte',
      [
        { analyte: 'K', value: '4' },
        { analyte: 'ZZ', value: '1' },
      ],
      'results.1.analyte',
    ],
    ['an analyte of another assay', [{ analyte: 'GRAM', value: 'negative' }], 'results.0.analyte'],
    [
      'an analyte twice',
      [
        { analyte: 'K', value: '4' },
        { analyte: 'k', value: '5' },
      ],
      'results.1.analyte',
    ],
    ['an unknown device', [{ analyte: 'K', value: '4', device: 'Nowhere' }], 'results.0.device'],
    [
      'a time ahead',
      [{ analyte: 'K', value: '4', observed_at: '2999-01-01T00:00:00Z' }],
      'results.0.observed_at',
    ],
  ] as const)('is refused for %s, all of it', async (_, results, field) => {
    const number = await specimen({ assay: 'K' });
    expect(await refusal(enter(number, ...results))).toMatchObject({ status: 422, field });
    expect(await lab.results(number)).toEqual([]);
  });

  test('an assay that lists nothing takes any analyte of the lab', async () => {
    const number = await specimen({ assay: 'FREE' });
    await enter(number, { analyte: 'CRP', value: '<0.5' });
    expect(await inForce(number)).toMatchObject([{ value: '<0.5', flags: [], unit: 'mg/L' }]);
  });

  test('finds the test by its analytes, else asks which', async () => {
    const number = await specimen({ assay: 'K' }, { assay: 'CULT' });
    const answer = await enter(number, { analyte: 'GRAM', value: 'negative' });
    expect(answer.tests.find(({ assay }) => assay === 'CULT')?.results).toHaveLength(1);
    const both = await specimen({ assay: 'K' }, { assay: 'BMP' });
    expect(await refusal(enter(both, { analyte: 'K', value: '4' }))).toMatchObject({
      field: 'assay',
      message: expect.stringContaining('BMP, K'),
    });
    await enterResults(technician, both, of({ assay: 'bmp' }, { analyte: 'K', value: '4' }));
    const wrong = enterResults(
      technician,
      both,
      of({ assay: 'CULT' }, { analyte: 'K', value: '4' }),
    );
    expect(await refusal(wrong)).toMatchObject({ status: 422, field: 'assay' });
  });

  test.each([
    ['expected', 'receive'],
    ['verified', 'retract'],
    ['published', 'amend'],
    ['cancelled', 'reinstate'],
    ['rejected', 'reinstate'],
    ['invalidated', undefined],
  ])('a test that is %s is 409 and names %s', async (state, remedy) => {
    const number = await specimen({ assay: 'K', state });
    expect(await refusal(enter(number, { analyte: 'K', value: '4' }))).toMatchObject({
      status: 409,
      extra: remedy ? { state, remedy } : { state },
    });
    expect(await lab.results(number)).toEqual([]);
  });

  test.each(['received', 'in_process', 'error', 'submitted'])('%s takes results', async (state) => {
    const number = await specimen({ assay: 'K', state });
    expect((await enter(number, { analyte: 'K', value: '4' })).state).toBe(state);
  });

  test('the newest run takes them', async () => {
    const number = await specimen({ assay: 'K', state: 'invalidated' });
    const db = unboundDb();
    const first = await db.orderedTest.findFirstOrThrow({
      where: { specimen: { number }, labId: home.lab.id },
    });
    await db.orderedTest.create({
      data: {
        id: first.id.replace(/^......../, 'ffffffff'),
        labId: home.lab.id,
        specimenId: first.specimenId,
        assayId: first.assayId,
        run: 2,
        stateKey: 'received',
      },
    });
    const answer = await enter(number, { analyte: 'K', value: '4' });
    expect(answer.tests.map(({ run, results }) => [run, results.length]).toSorted()).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  test('a version seen before somebody was faster is refused', async () => {
    const number = await specimen({ assay: 'K' });
    await enter(number, { analyte: 'K', value: '4' });
    const stale = enterResults(
      technician,
      number,
      of({ version: 1 }, { analyte: 'K', value: '5' }),
    );
    expect(await refusal(stale)).toMatchObject({ code: 'version_conflict', extra: { version: 2 } });
  });

  test('two at the same moment leave one value in force', async () => {
    const number = await specimen({ assay: 'K' });
    await Promise.all(['4.1', '4.2', '4.3'].map((value) => enter(number, { analyte: 'K', value })));
    expect(await lab.results(number)).toHaveLength(3);
    expect(await inForce(number)).toHaveLength(1);
  });
});

describe('results of a submitted test', () => {
  test('the system verifies and publishes them where the assay asks for it, and nothing else', async () => {
    const db = unboundDb();
    const where = { labId: home.lab.id, code: 'K' };
    await db.assay.updateMany({ where, data: { autoverify: true } });
    const normal = await specimen({ assay: 'K', state: 'submitted' });
    const high = await specimen({ assay: 'K', state: 'submitted' });
    const inGrams = await specimen({ assay: 'K', state: 'submitted' });
    const running = await specimen({ assay: 'K', state: 'in_process' });
    const states = [
      await enter(normal, { analyte: 'K', value: '4.2' }),
      await enter(high, { analyte: 'K', value: '5.4' }),
      await enter(inGrams, { analyte: 'K', value: '16', unit: 'mg/dL', flags: ['N'] }),
      await enter(running, { analyte: 'K', value: '4.2' }),
    ].map(({ state }) => state);
    await db.assay.updateMany({ where, data: { autoverify: false } });
    expect(states).toEqual(['published', 'submitted', 'submitted', 'in_process']);
  });
});

describe('who may', () => {
  const one = of({}, { analyte: 'K', value: '4' });

  test('a viewer and an orchestrator may not, a LIS and a technician may', async () => {
    const number = await specimen({ assay: 'K' });
    const viewer = await home.ctxFor('viewer');
    expect(await refusal(enterResults(viewer, number, one))).toMatchObject({ status: 403 });
    for (const role of ['viewer', 'orchestrator'] as const) {
      const key = home.keyCtxFor(role);
      expect(await refusal(enterResults(key, number, one))).toMatchObject({ status: 403 });
    }
    expect(await lab.results(number)).toEqual([]);
    await enterResults(home.keyCtxFor('lis'), number, one);
    expect(await inForce(number)).toMatchObject([{ source: 'api', actorKind: 'key' }]);
  });

  test('an instrument reports for tests of its own device alone', async () => {
    const [own, other] = [
      await specimen({ assay: 'K', device: 'Analyser' }),
      await specimen({ assay: 'K', device: 'Other' }),
    ];
    const none = await specimen({ assay: 'K' });
    const device = lab.bench.devices.get('Analyser');
    const key = home.keyCtxFor('instrument', device);
    await enterResults(key, own, one);
    expect(await inForce(own)).toMatchObject([{ source: 'instrument', deviceId: device }]);
    for (const number of [other, none]) {
      expect(await refusal(enterResults(key, number, one))).toMatchObject({ status: 403 });
      expect(await lab.results(number)).toEqual([]);
    }
    const asOther = of({}, { analyte: 'K', value: '5', device: 'Other' });
    expect(await refusal(enterResults(key, own, asOther))).toMatchObject({ status: 403 });
  });

  test('another lab finds nothing', async () => {
    const number = await specimen({ assay: 'K' });
    const stranger = await away.ctxFor('admin');
    expect(await refusal(enterResults(stranger, number, one))).toMatchObject({ status: 404 });
    expect(await lab.results(number)).toEqual([]);
  });
});

describe('criticals of results', () => {
  test.each([
    ['a limit', 'K', { value: '6.2' }, 'limit'],
    ['a flag', 'K', { value: '4', flags: ['hh'] }, 'flag'],
    ['a code', 'CULT', { value: 'Positive' }, 'code'],
    ['word of whoever gives it', 'K', { value: '4', critical: true }, 'given'],
  ])('by %s one opens, and its clock starts', async (_, assay, result, basis) => {
    const number = await specimen({ assay });
    const analyte = assay === 'CULT' ? 'GRAM' : 'K';
    await enter(number, { analyte, ...result });
    const [critical] = await lab.criticals(number);
    expect(critical).toMatchObject({ closedAt: null, analyte: { code: analyte } });
    const [row] = await lab.results(number);
    expect(row).toMatchObject({ critical: true, criticalBasis: basis, criticalId: critical?.id });
    expect(critical?.availableAt).toEqual(row?.availableAt);
  });

  test('another unit is not judged, and says so', async () => {
    const number = await specimen({ assay: 'K' });
    await enter(number, { analyte: 'K', value: '24', unit: 'mg/dL' });
    expect(await lab.criticals(number)).toEqual([]);
    expect(await inForce(number)).toMatchObject([
      { critical: false, criticalBasis: 'other_unit', flags: [], unit: 'mg/dL' },
    ]);
  });

  test('the final of a preliminary one with the same value goes on with its critical', async () => {
    const number = await specimen({ assay: 'K' });
    await enter(number, { analyte: 'K', value: '7', status: 'preliminary' });
    const [first] = await lab.criticals(number);
    await callCritical(technician, first?.id ?? '', {
      outcome: 'CONFIRMED',
      notified_to: 'Dr Jones',
      read_back: true,
    });
    await enter(number, { analyte: 'K', value: '7', unit: 'mmol/l', status: 'final' });
    const criticals = await lab.criticals(number);
    expect(criticals).toMatchObject([{ id: first?.id, closedAs: 'CONFIRMED' }]);
    expect(criticals[0]?.results).toHaveLength(2);
    expect(await inForce(number)).toMatchObject([{ status: 'final', criticalId: first?.id }]);
  });

  test('a correction before the call withdraws it, and opens the new one if that is critical', async () => {
    const number = await specimen({ assay: 'K' });
    await enter(number, { analyte: 'K', value: '7' });
    await enter(number, { analyte: 'K', value: '7.5' });
    expect(await lab.criticals(number)).toMatchObject([
      {
        closedAs: 'WITHDRAWN',
        closedBy: 'Test technician',
        closeReason: expect.stringContaining('7.5'),
      },
      { closedAs: null },
    ]);
    await enter(number, { analyte: 'K', value: '4.5' });
    expect((await lab.criticals(number)).map(({ closedAs }) => closedAs)).toEqual([
      'WITHDRAWN',
      'WITHDRAWN',
    ]);
  });

  test('a correction after the call leaves it confirmed', async () => {
    const number = await specimen({ assay: 'K' });
    await enter(number, { analyte: 'K', value: '7' });
    const [first] = await lab.criticals(number);
    await callCritical(technician, first?.id ?? '', {
      outcome: 'CONFIRMED',
      notified_to: 'Dr Jones',
      read_back: true,
    });
    await enter(number, { analyte: 'K', value: '8' });
    expect((await lab.criticals(number)).map(({ closedAs }) => closedAs)).toEqual([
      'CONFIRMED',
      null,
    ]);
  });

  test('a cancelled result is critical no more', async () => {
    const number = await specimen({ assay: 'K' });
    await enter(number, { analyte: 'K', value: '7' });
    await enter(number, { analyte: 'K', value: '7', status: 'cancelled' });
    expect(await lab.criticals(number)).toMatchObject([{ closedAs: 'WITHDRAWN' }]);
    expect(await inForce(number)).toMatchObject([{ status: 'cancelled', critical: false }]);
  });
});
