import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { QualityReport, RunStarted } from '../contract';
import { ourFault } from './our-fault';
import { readRun } from './read-run';
import { receiveCsv } from './receive-csv';
import { judgeAll } from './testing-runs';
import { validateCsv } from './validate-csv';

// Read once, at the first request.
process.env.IMPORT_MAX_MB = '3';

const CSV = 'specimen_id,assay,status\nS-1,A,RECEIVED\n';
const RULES = 'name: Ours\nrules: [{ name: Rows, type: row_count, min: 1 }]';
const BOUNDARY = 'x-boundary-x';

type Part = { name: string; value: string | Buffer; filename?: string };

function bodyOf(parts: readonly Part[]): Buffer {
  const pieces = parts.flatMap(({ name, value, filename }) => {
    const file = filename === undefined ? '' : `; filename="${filename}"`;
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n`;
    return [Buffer.from(head), Buffer.from(value), Buffer.from('\r\n')];
  });
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

/** A request whose body comes in small pieces, as from a network. */
function requestOf(bytes: Buffer, headers: Record<string, string> = {}): Request {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 50_000) {
        controller.enqueue(Uint8Array.from(bytes.subarray(at, at + 50_000)));
      }
      controller.close();
    },
  });
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    body,
    duplex: 'half',
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}`, ...headers },
  };
  return new Request('http://localhost:3000/api/v1/dq/validate-csv', init);
}

const file = (value: string | Buffer = CSV): Part => ({
  name: 'file',
  value,
  filename: 'März.csv',
});
const field = (name: string, value: string): Part => ({ name, value });
const rulesFile = (value: string): Part => ({ name: 'rules_file', value, filename: 'r.yaml' });

// Each run begins a thread, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

let made: TestLab;
let ctx: Ctx;
beforeAll(async () => {
  made = await makeTestLab();
  ctx = await made.ctxFor('viewer');
});

/** Judges the run that is being asked for, as soon as it waits. */
async function judgeWhenQueued(): Promise<void> {
  const waits = () => ctx.db.qualityRun.count({ where: { status: 'queued' } });
  while ((await waits()) === 0) await delay(20);
  await judgeAll();
}

const stored = async () => [await ctx.db.qualityRun.count(), await ctx.db.qualityRunChunk.count()];

describe('a file to be judged', () => {
  it('is judged by the rules of its form, wherever they stand in it', async () => {
    const bytes = Buffer.concat([Buffer.from(CSV), Buffer.alloc(1_500_000, 'S-2,A,RECEIVED\n')]);
    const custom =
      '[{"name": "Status", "type": "allowed_values", "columns": ["status"], "values": ["X"]}]';
    const parts = [rulesFile(RULES), file(bytes), field('custom_rules', `{"rules": ${custom}}`)];
    const { id } = await receiveCsv(ctx, requestOf(bodyOf(parts)));
    expect(await readRun(ctx, id)).toMatchObject({
      status: 'queued',
      file_name: 'März.csv',
      file_size: bytes.length,
      rules_name: 'Ours',
      rules: [{ name: 'Rows' }, { name: 'Status' }],
      can_cancel: true,
    });
    await judgeAll();
    const report = await readRun(ctx, id);
    expect(report).toMatchObject({ status: 'finished', verdict: 'fail' });
    expect(report.violations).toMatchObject([
      { rule_name: 'Status', value: 'RECEIVED', row_count: report.rows_done },
    ]);
  });

  it('is answered with its address at once where nobody wants to wait', async () => {
    const headers = { prefer: 'return=minimal, Respond-Async' };
    const began = performance.now();
    const answer = await validateCsv(ctx, requestOf(bodyOf([file()]), headers), 100_000);
    expect(answer.status).toBe(202);
    expect(performance.now() - began).toBeLessThan(50_000);
    await judgeAll();
  });

  it('is answered with its report, or where that takes long with its address', async () => {
    const headers = { 'idempotency-key': 'waited' };
    const ask = (patienceMs?: number) =>
      validateCsv(ctx, requestOf(bodyOf([file(), rulesFile(RULES)]), headers), patienceMs);
    const later = await ask(200);
    expect(later.status).toBe(202);
    const { id } = RunStarted.parse(await later.json());
    expect(later.headers.get('location')).toBe(`/api/v1/dq/runs/${id}`);
    const [answer] = await Promise.all([ask(100_000), judgeAll()]);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('idempotency-replayed')).toBe('true');
    expect(QualityReport.parse(await answer.json())).toMatchObject({
      id,
      status: 'finished',
      data_shape: { rows: 1, columns: 3 },
      violations_count: 0,
      violations: [],
      summary: { total_violations: 0, errors: 0, warnings: 0, info: 0 },
    });
  });

  it('is refused where it cannot be read, and its run says so too', async () => {
    const headers = { 'idempotency-key': 'a workbook' };
    const ask = () =>
      validateCsv(ctx, requestOf(bodyOf([file('PK\u0003\u0004…')]), headers), 100_000);
    const [refused] = await Promise.allSettled([ask(), judgeWhenQueued()]);
    const message = expect.stringContaining('This is a workbook');
    const refusal = { code: 'invalid', fields: [{ field: 'file', message }] };
    expect(refused).toMatchObject({ status: 'rejected', reason: refusal });
    const run = await ctx.db.qualityRun.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(run).toMatchObject({ status: 'failed', failure: message });
    await expect(ask()).rejects.toMatchObject({ ...refusal, extra: { run: run.id } });
  });

  it('is an error where we could not judge it, and a conflict where somebody cancelled', async () => {
    const headers = { 'idempotency-key': 'an end' };
    const ask = (patienceMs: number) =>
      validateCsv(ctx, requestOf(bodyOf([file()]), headers), patienceMs);
    const { id } = RunStarted.parse(await (await ask(0)).json());
    const end = (data: { status: 'failed' | 'cancelled'; failure?: string }) =>
      ctx.db.qualityRun.updateMany({ where: { id }, data: { ...data, finishedAt: new Date() } });
    await end({ status: 'cancelled' });
    await expect(ask(100)).rejects.toMatchObject({ code: 'conflict' });
    await end({ status: 'failed', failure: ourFault('Something went wrong.', 'r-1') });
    await expect(ask(100)).rejects.toMatchObject({ code: 'internal' });
    await judgeAll();
  });

  const faulty = 'rules:\n  - name: A\n    type: row_cuont\n';
  const whole = bodyOf([file()]);
  const keeping = (name: string) =>
    JSON.stringify(
      [...Array(7).keys()].map((n) => ({
        name: `${name}${n}`,
        type: 'uniqueness',
        columns: ['assay'],
      })),
    );
  const bad: [string, () => Request, string, RegExp][] = [
    ['cut in the file', () => requestOf(whole.subarray(0, 120)), 'malformed', /complete/],
    ['without a file', () => requestOf(bodyOf([rulesFile(RULES)])), 'invalid', /file/],
    ['with an empty file', () => requestOf(bodyOf([file('')])), 'invalid', /file: is empty/],
    [
      'with rules twice',
      () => requestOf(bodyOf([file(), rulesFile(RULES), rulesFile(RULES)])),
      'invalid',
      /rules_file: is given twice/,
    ],
    [
      'with a file not known',
      () => requestOf(bodyOf([file(), { name: 'more', value: 'x', filename: 'm.csv' }])),
      'invalid',
      /more: is not known/,
    ],
    [
      'with a field not known',
      () => requestOf(bodyOf([file(), field('rule', 'x')])),
      'invalid',
      /rule/,
    ],
    [
      'with faulty rules in a file',
      () => requestOf(bodyOf([rulesFile(faulty), file()])),
      'invalid',
      /rules_file: line 3: .*row_cuont/,
    ],
    [
      'with faulty rules in a field',
      () => requestOf(bodyOf([file(), field('custom_rules', faulty)])),
      'invalid',
      /custom_rules: line 3: .*row_cuont/,
    ],
    [
      'with a rule named twice',
      () => requestOf(bodyOf([file(), rulesFile(RULES), field('custom_rules', RULES)])),
      'invalid',
      /custom_rules: has a rule “Rows”/,
    ],
    [
      'with more rules in two texts than memory has room for',
      () =>
        requestOf(bodyOf([file(), rulesFile(keeping('a')), field('custom_rules', keeping('b'))])),
      'invalid',
      /custom_rules: makes more than 12 rules of kinds that keep every row/,
    ],
    [
      'with rules too long',
      () => requestOf(bodyOf([file(), rulesFile(`# ${'x'.repeat(270_000)}\n${RULES}`)])),
      'invalid',
      /rules_file: is larger than/,
    ],
    [
      'with a rule set and rules',
      () => requestOf(bodyOf([file(), rulesFile(RULES), field('rule_set', 'Ours')])),
      'invalid',
      /rule_set: is given besides/,
    ],
    [
      'with a rule set that is none',
      () => requestOf(bodyOf([file(), field('rule_set', 'Ours')])),
      'not_found',
      /rule set/,
    ],
    [
      'over the limit',
      () => requestOf(bodyOf([file(Buffer.alloc(3_300_000, 'x'))])),
      'too_large',
      /3 MB/,
    ],
    [
      'announced over the limit',
      () => requestOf(whole, { 'content-length': '9000000' }),
      'too_large',
      /3 MB/,
    ],
    [
      'that is no form',
      () => requestOf(Buffer.from('{}'), { 'content-type': 'application/json' }),
      'unsupported_type',
      /multipart/,
    ],
  ];
  it.each(bad)('%s is refused and leaves nothing', async (_, request, code, message) => {
    const before = await stored();
    await expect(receiveCsv(ctx, request())).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(await stored()).toEqual(before);
  });

  it('with an Idempotency-Key is one run, however its body is cut', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await receiveCsv(ctx, requestOf(bodyOf([file()]), headers));
    const before = await stored();
    const again = await receiveCsv(ctx, requestOf(bodyOf([file()]), headers));
    expect(again).toEqual({ id: first.id, replayed: true });
    await expect(
      receiveCsv(ctx, requestOf(bodyOf([file(), rulesFile(RULES)]), headers)),
    ).rejects.toMatchObject({ code: 'idempotency_conflict' });
    expect(await stored()).toEqual(before);
  });

  it('is not for machines', async () => {
    const before = await stored();
    for (const role of ['instrument', 'lis', 'orchestrator'] as const) {
      const refused = receiveCsv(made.keyCtxFor(role), requestOf(whole));
      await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(await stored()).toEqual(before);
  });

  it('comes later where too many wait already', async () => {
    const other = await makeTestLab();
    const theirs = await other.ctxFor('viewer');
    for (let n = 0; n < 50; n += 1) await receiveCsv(theirs, requestOf(whole));
    await expect(receiveCsv(theirs, requestOf(whole))).rejects.toMatchObject({
      code: 'too_many_requests',
    });
    await theirs.db.qualityRun.deleteMany({});
    for (let n = 0; n < 45; n += 1) await receiveCsv(theirs, requestOf(whole));
    // Those that come at once find no more room than one after the other, and leave nothing.
    const atOnce = await Promise.allSettled(
      Array.from({ length: 12 }, () => receiveCsv(theirs, requestOf(whole))),
    );
    expect(atOnce.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(await theirs.db.qualityRun.count()).toBe(50);
    await theirs.db.qualityRun.deleteMany({});
  });

  it('waits for no more than one run of a lab that sent many', async () => {
    const [many, few] = [await makeTestLab(), await makeTestLab()];
    const [much, little] = [await many.ctxFor('viewer'), await few.ctxFor('viewer')];
    for (let n = 0; n < 8; n += 1) await receiveCsv(much, requestOf(whole));
    const { id } = await receiveCsv(little, requestOf(whole));
    await judgeAll();
    const began = async (ctx: Ctx, where: { id?: string }) =>
      (await ctx.db.qualityRun.findMany({ where, orderBy: { startedAt: 'asc' } })).map(
        ({ startedAt }) => startedAt?.getTime() ?? NaN,
      );
    const [mine = NaN] = await began(little, { id });
    // Two are judged at once, and began before anybody else was there.
    expect((await began(much, {})).filter((at) => at < mine).length).toBeLessThanOrEqual(3);
  });
});
