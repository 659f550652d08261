import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { foldHistory } from '@/lib/specimens/fold-history';
import { NewSpecimen } from '@/lib/specimens/contract';
import { createSpecimen } from '@/lib/specimens/create-specimen';
import { TransitionRequest } from '@/lib/specimens/transitions/transition-contract';
import { transitionTests } from '@/lib/specimens/transitions/transition-tests';
import { sharedFile } from '@/lib/platform/testing-shared';
import { importBytes, type TestOptions } from './testing-import';

const COVID = sharedFile('data/covid-turnaround.csv');

let made: TestLab;
let manager: Ctx;

beforeAll(async () => {
  made = await makeTestLab({ timeZone: 'Europe/Berlin' });
  manager = await made.ctxFor('manager');
});

/** A lab of its own for each case, so that counts are of that case alone. */
async function fresh(timeZone = 'Europe/Berlin'): Promise<Ctx> {
  return (await makeTestLab({ timeZone })).ctxFor('manager');
}

const anew = (ctx: Ctx, csv: string | Buffer, options: TestOptions = {}) =>
  importBytes(ctx, csv, { create_missing: true, ...options });

const tests = (ctx: Ctx) =>
  ctx.db.orderedTest.findMany({
    include: { specimen: true, device: true, errorCode: true, rejectionReason: true },
    orderBy: [{ specimen: { number: 'asc' } }, { id: 'asc' }],
  });

async function onlyTest(ctx: Ctx) {
  const rows = await tests(ctx);
  expect(rows).toHaveLength(1);
  const [row] = rows;
  if (!row) throw new Error('no test');
  return row;
}

describe.skipIf(!existsSync(COVID))('the real file of 15,524 turnarounds', () => {
  it('is read in whole, and a second time changes nothing', async () => {
    const ctx = await fresh('America/New_York');
    const first = await anew(ctx, readFileSync(COVID));
    expect(first).toMatchObject({
      status: 'completed',
      created: 15_524,
      rejected: 0,
      percent: 100,
    });
    const [counted] = await unboundDb().$queryRaw<unknown[]>`
      SELECT count(*)::int AS n,
        count(*) FILTER (WHERE released_at < received_at)::int AS negative,
        (percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM released_at - received_at) / 60)
          FILTER (WHERE released_at >= received_at))::float8 AS p50
      FROM ordered_tests WHERE lab_id = ${ctx.lab.id}::uuid`;
    expect(counted).toEqual({ n: 15_524, negative: 1, p50: 300 });
    const before = await ctx.db.testTransition.count();
    const second = await anew(ctx, readFileSync(COVID));
    expect(second).toMatchObject({ created: 0, updated: 0, unchanged: 15_524, rejected: 0 });
    expect(await ctx.db.testTransition.count()).toBe(before);
    expect(await ctx.db.result.count()).toBe(15_524);
  }, 180_000);
});

describe('rows', () => {
  it('become a specimen, a test, its history and its result', async () => {
    const ctx = await fresh();
    const answer = await anew(
      ctx,
      [
        'specimen_id,assay,priority,location,machine_id,operator_id,status,collected_at,received_at,processed_at,result,units',
        'S-1,GLU,stat,Ward 1,M1,op7,Completed,2026-03-01T07:00:00+01:00,2026-03-01 08:00,2026-03-01 09:30,5.4,mmol/L',
      ].join('\n'),
    );
    expect(answer).toMatchObject({ status: 'completed', created: 1, rejected: 0 });
    const test = await onlyTest(ctx);
    expect(test).toMatchObject({
      stateKey: 'published',
      priority: 'STAT',
      operator: 'op7',
      device: { name: 'M1' },
      receivedAt: new Date('2026-03-01T07:00:00Z'),
      collectedAt: new Date('2026-03-01T06:00:00Z'),
      releasedAt: new Date('2026-03-01T08:30:00Z'),
      dueAt: new Date('2026-03-01T11:00:00Z'),
      sources: expect.objectContaining({ released: 'import', device: 'import' }),
      specimen: {
        number: 'S-1',
        stateKey: 'published',
        priority: 'STAT',
        receivedAt: new Date('2026-03-01T07:00:00Z'),
        lastSequence: 1,
        version: 1,
      },
    });
    const results = await ctx.db.result.findMany();
    expect(results).toMatchObject([
      { value: '5.4', unit: 'mmol/L', status: 'final', source: 'import' },
    ]);
    expect(await ctx.db.auditEvent.count({ where: { action: 'import.run' } })).toBe(1);
    expect(await ctx.db.auditEvent.count({ where: { action: 'location.create' } })).toBe(1);
    expect(await ctx.db.importChunk.count()).toBe(0);
  });

  it('leave a history whose fold is the test', async () => {
    const ctx = await fresh();
    const header =
      'specimen_id,assay,status,ordered_at,collected_at,received_at,processed_at,error_code';
    await anew(
      ctx,
      `${header}\nS-1,A,RECEIVED,2026-03-01 09:00,2026-03-01 07:00,2026-03-01 08:00,,`,
    );
    await anew(
      ctx,
      `${header}\nS-1,A,ERROR,,,,2026-03-01 10:00,E7\nS-1,B,COMPLETED,,,,2026-03-01 12:00,`,
    );
    await anew(ctx, `${header}\nS-1,A,COMPLETED,,,,2026-03-01 11:00,`);
    const states = await ctx.db.state.findMany();
    const history = await ctx.db.testTransition.findMany({ orderBy: { sequence: 'asc' } });
    expect(history.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    const folded = foldHistory(
      history,
      new Map(states.map(({ key, milestone }) => [key, milestone])),
    );
    for (const test of await tests(ctx)) {
      expect(folded.get(test.id)).toEqual({
        state: test.stateKey,
        failedAt: test.failedAt,
        milestones: {
          ordered: test.orderedAt,
          collected: test.collectedAt,
          received: test.receivedAt,
          started: test.startedAt,
          resulted: test.resultedAt,
          verified: test.verifiedAt,
          released: test.releasedAt,
          rejected: test.rejectedAt,
        },
      });
    }
    // An add-on starts when it is asked for; the tube when it came.
    expect((await tests(ctx))[0]).toMatchObject({
      receivedAt: new Date('2026-03-01T08:00:00Z'),
      specimen: { receivedAt: new Date('2026-03-01T07:00:00Z'), stateKey: 'published', version: 3 },
    });
  });

  it('never move a state back, nor a done test into another end', async () => {
    const ctx = await fresh();
    await anew(ctx, 'specimen_id,assay,status,received_at\nS-1,A,COMPLETED,2026-03-01 08:00');
    const back = await anew(
      ctx,
      'specimen_id,assay,status,received_at\nS-1,A,RECEIVED,2026-03-01 08:00',
    );
    expect(back).toMatchObject({ unchanged: 1, updated: 0 });
    const rejected = await anew(ctx, 'specimen_id,assay,status\nS-1,A,REJECTED');
    expect(rejected).toMatchObject({ rejected: 1 });
    expect(rejected.findings.faults?.[0]?.reason).toMatch(/published already/);
    expect((await onlyTest(ctx)).stateKey).toBe('published');
  });

  it('correct what an import gave, and leave alone what a person gave', async () => {
    const ctx = await fresh();
    const csv = (time: string) =>
      `specimen_id,assay,status,received_at,processed_at\nS-1,A,COMPLETED,2026-03-01 08:00,${time}`;
    await anew(ctx, csv('2026-03-01 09:00'));
    expect(await anew(ctx, csv('2026-03-01 09:15'))).toMatchObject({ updated: 1, rejected: 0 });
    const test = await onlyTest(ctx);
    expect(test.releasedAt).toEqual(new Date('2026-03-01T08:15:00Z'));
    await ctx.db.orderedTest.updateMany({
      where: { id: test.id },
      data: { sources: { released: 'portal', received: 'import', state: 'import' } },
    });
    const refused = await anew(ctx, csv('2026-03-01 09:30'));
    expect(refused).toMatchObject({ updated: 0, rejected: 1 });
    expect(refused.findings.faults?.[0]).toMatchObject({ field: 'processed_at' });
    expect((await onlyTest(ctx)).releasedAt).toEqual(new Date('2026-03-01T08:15:00Z'));
    expect(await anew(ctx, csv('2026-03-01 09:30'), { overwrite: true })).toMatchObject({
      updated: 1,
    });
    expect((await onlyTest(ctx)).releasedAt).toEqual(new Date('2026-03-01T08:30:00Z'));
  });

  it('of one specimen share it, and the same key twice must not disagree', async () => {
    const ctx = await fresh();
    const csv = [
      'specimen_id,assay,status,received_at,processed_at',
      'S-1,A,COMPLETED,2026-03-01 08:00,2026-03-01 09:00',
      'S-1,B,COMPLETED,2026-03-01 08:00,2026-03-01 09:30',
      'S-1,A,COMPLETED,2026-03-01 08:00,2026-03-01 09:00',
      'S-1,A,COMPLETED,2026-03-01 08:00,2026-03-01 10:00',
    ].join('\n');
    const first = await anew(ctx, csv);
    expect(first).toMatchObject({ created: 2, unchanged: 1, rejected: 1 });
    expect(first.findings.faults?.[0]).toMatchObject({ first_line: 5, field: 'processed_at' });
    expect(await anew(ctx, csv)).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 3,
      rejected: 1,
    });
    expect(await ctx.db.specimen.count()).toBe(1);
  });

  it('reject a tube with its reason once all its tests are rejected', async () => {
    const ctx = await fresh();
    const csv =
      'specimen_id,assay,status,rejected_at,rejection_reason\nS-1,A,REJECTED,2026-03-01 08:00,QS';
    expect(await anew(ctx, csv)).toMatchObject({ created: 1 });
    expect(await onlyTest(ctx)).toMatchObject({
      stateKey: 'rejected',
      rejectionReason: { code: 'QS' },
      specimen: { stateKey: 'rejected', rejectedAt: new Date('2026-03-01T07:00:00Z') },
    });
    expect(await anew(ctx, csv)).toMatchObject({ unchanged: 1, updated: 0 });
  });

  it('make nothing that is missing without create_missing, but locations, and name it', async () => {
    const ctx = await fresh();
    const answer = await importBytes(
      ctx,
      'specimen_id,assay,machine_id,status,location\nS-1,NEW,M9,RECEIVED,Ward 9\nS-2,NEW,M9,odd,Ward 9',
    );
    expect(answer).toMatchObject({ created: 0, rejected: 2 });
    expect(answer.findings).toMatchObject({
      unknown_assays: [{ value: 'NEW', count: 1 }],
      unknown_devices: [{ value: 'M9', count: 1 }],
      unknown_statuses: [{ value: 'odd', count: 1 }],
    });
    expect(await ctx.db.assay.count()).toBe(0);
    expect(await ctx.db.location.count()).toBe(1);
    const mapped = await anew(ctx, 'specimen_id,assay,status\nS-2,NEW,odd', {
      mapping: { statuses: { ODD: 'in_process' } },
    });
    expect(mapped).toMatchObject({ created: 1 });
    expect((await onlyTest(ctx)).stateKey).toBe('in_process');
  });

  it('of a dry run write nothing and say what they would', async () => {
    const ctx = await fresh();
    const csv =
      'specimen_id,assay,status,location\nS-1,A,RECEIVED,W\nS-1,A,RECEIVED,W\nS 2,A,RECEIVED,W';
    const answer = await anew(ctx, csv, { dry_run: true });
    expect(answer).toMatchObject({
      status: 'completed',
      created: 1,
      unchanged: 1,
      rejected: 1,
      can_run: true,
    });
    expect(answer.findings).toMatchObject({
      unknown_assays: [{ value: 'A', count: 2 }],
      new_locations: [{ value: 'W', count: 2 }],
    });
    expect(await ctx.db.specimen.count()).toBe(0);
    expect(await ctx.db.assay.count()).toBe(0);
    expect(await ctx.db.location.count()).toBe(0);
  });
});

describe('a file that is not as it should be', () => {
  const failures: [string, string | Buffer, RegExp][] = [
    ['only blanks', '\n \r\n', /empty/],
    ['a workbook', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500, 7)]), /workbook/],
    [
      'binary bytes',
      Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 37) % 256)),
      /not text/,
    ],
    ['UTF-16', Buffer.from('\uFEFFspecimen_id,assay,status\n', 'utf16le'), /UTF-16/],
    ['a doubled column', 'specimen_id,assay,status,test_type\nS,A,RECEIVED,B\n', /assay twice/],
    ['no assay', 'specimen_id,status\nS,RECEIVED\n', /lacks assay/],
    ['no state or time', 'specimen_id,assay,result\nS,A,1\n', /status or a time/],
  ];
  it.each(failures)('fails for %s and writes nothing', async (_, bytes, why) => {
    const ctx = await fresh();
    const answer = await anew(ctx, bytes);
    expect(answer.status).toBe('failed');
    expect(answer.message).toMatch(why);
    expect(await ctx.db.specimen.count()).toBe(0);
  });

  it('with a header alone is completed with no rows, and says so', async () => {
    const answer = await anew(await fresh(), 'specimen_id,assay,status\n');
    expect(answer).toMatchObject({ status: 'completed', rows_done: 0, rows_total: 0 });
    expect(answer.findings.notes).toEqual(['The file has a header and no rows below it.']);
  });

  it('keeps its good rows beside bad quotes, long rows, NULs and a repeated header', async () => {
    const ctx = await fresh();
    const answer = await anew(
      ctx,
      [
        'specimen_id,assay,status,location',
        'S-1,A,RECEIVED,"Ward ""North"", 1"',
        'S-2,A,RECEIVED,5" pipe',
        `S-3,A,RECEIVED,${'x'.repeat(70_000)}`,
        'S-4,A,RECEIVED,W\u0000',
        'specimen_id,assay,status,location',
        'S-5,A,RECEIVED,W,and,more',
        '1.2E+11,A,RECEIVED,W',
        'S-6,A,RECEIVED,"two\r\nlines"',
        '"S-7","A","RECEIVED","never closed',
        'S-8,A,RECEIVED,W',
      ].join('\r\n'),
    );
    expect(answer).toMatchObject({ status: 'completed', created: 2 });
    const kept = await ctx.db.importRejection.findMany({ orderBy: { line: 'asc' } });
    expect(kept.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9, 11]);
    const numbers = (await tests(ctx)).map(({ specimen }) => specimen.number);
    expect(numbers).toEqual(['S-1', 'S-8']);
    expect(
      (await ctx.db.location.findMany({ orderBy: { name: 'asc' } })).map(({ name }) => name),
    ).toEqual(['W', 'Ward "North", 1']);
  });

  it('may be Windows-1252 with semicolons, day first and Excel serial numbers', async () => {
    const ctx = await fresh();
    const text = [
      'Specimen ID;Test Type;Status;Location;Received at;Processed at;Remark',
      'S-1;A;Completed;Kinderstation M\xfcnchen \x80;31/03/2026 8:05;31/03/2026 9:05 PM;x',
      'S-2;A;Completed;W;46082.5;46082.75;x',
    ].join('\n');
    const answer = await anew(ctx, Buffer.from(text, 'latin1'));
    expect(answer).toMatchObject({ created: 2, rejected: 0 });
    expect(answer.findings).toMatchObject({
      encoding: 'windows-1252',
      delimiter: ';',
      ignored_columns: ['Remark'],
      dates: { order: 'dmy', because: 'evidence', example: '31/03/2026 8:05' },
    });
    const [first, second] = await tests(ctx);
    expect(first?.receivedAt).toEqual(new Date('2026-03-31T06:05:00Z'));
    expect(first?.releasedAt).toEqual(new Date('2026-03-31T19:05:00Z'));
    expect(second?.receivedAt).toEqual(new Date('2026-03-01T11:00:00Z'));
    expect(await ctx.db.location.findMany({ where: { name: { contains: '€' } } })).toHaveLength(1);
  });
});

describe('who may', () => {
  it('not read or end another lab’s import', async () => {
    const answer = await anew(manager, 'specimen_id,assay,status\nS-1,A,RECEIVED');
    const stranger = await (await makeTestLab()).ctxFor('admin');
    const { readImport } = await import('./read-import');
    const { cancelImport } = await import('./cancel-import');
    const { rerunImport } = await import('./rerun-import');
    const options = { mapping: {}, dry_run: false, create_missing: false, overwrite: false };
    await expect(readImport(stranger, answer.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(cancelImport(stranger, answer.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(rerunImport(stranger, answer.id, options)).rejects.toMatchObject({
      code: 'not_found',
    });
    const technician = await made.ctxFor('technician');
    await expect(cancelImport(technician, answer.id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(rerunImport(technician, answer.id, options)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const supervisor = await made.ctxFor('supervisor');
    for (const more of [{ create_missing: true }, { overwrite: true }]) {
      await expect(
        rerunImport(supervisor, answer.id, { ...options, ...more }),
      ).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  it('not verify their own work by a file, nor invalidate what was worked on here', async () => {
    const lab = await makeTestLab();
    const [own, other] = [await lab.ctxFor('manager'), await lab.ctxFor('manager')];
    const row = (state: string) => `specimen_id,assay,status\nS-1,A,${state}`;
    await anew(own, 'specimen_id,assay,status\nS-0,A,SUBMITTED');
    await createSpecimen(own, NewSpecimen.parse({ specimen_id: 'S-1', assay: 'A' }));
    await transitionTests(own, 'S-1', TransitionRequest.parse({ action: 'submit' }));
    for (const state of ['VERIFIED', 'COMPLETED']) {
      for (const dry_run of [true, false]) {
        expect(await anew(own, row(state), { dry_run })).toMatchObject({ rejected: 1, updated: 0 });
      }
    }
    expect(await anew(other, row('VERIFIED'))).toMatchObject({ updated: 1 });
    expect(await anew(other, row('INVALIDATED'))).toMatchObject({ rejected: 1, updated: 0 });
    expect(await anew(own, row('COMPLETED'))).toMatchObject({ updated: 1 });
    expect(await anew(other, row('INVALIDATED'))).toMatchObject({ rejected: 1, updated: 0 });
    // What came by files alone is another system's history, and goes on by files.
    for (const state of ['VERIFIED', 'COMPLETED', 'INVALIDATED']) {
      const csv = `specimen_id,assay,status\nS-0,A,${state}`;
      expect(await anew(own, csv), state).toMatchObject({ updated: 1 });
    }
  });

  it('run a checked file without sending it again', async () => {
    const ctx = await fresh();
    const { rerunImport } = await import('./rerun-import');
    const { workOffImports } = await import('./work-off-imports');
    const { readImport } = await import('./read-import');
    const checked = await anew(ctx, 'specimen_id,assay,status\nS-1,A,RECEIVED', { dry_run: true });
    const options = { mapping: {}, dry_run: false, create_missing: true, overwrite: false };
    const { id } = await rerunImport(ctx, checked.id, options);
    await workOffImports(ctx.lab.id, new AbortController().signal);
    expect(await readImport(ctx, id)).toMatchObject({
      status: 'completed',
      created: 1,
      can_run: false,
    });
    await expect(rerunImport(ctx, id, options)).rejects.toMatchObject({ code: 'conflict' });
  });
});
