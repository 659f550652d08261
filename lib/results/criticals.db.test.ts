import { beforeAll, describe, expect, test } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import type { AppError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { callCritical } from './call-critical';
import { closeCritical } from './close-critical';
import { CriticalCall, CriticalClose, CriticalsQuery, ResultsRequest } from './contract';
import { enterResults } from './enter-results';
import { countOpenCriticals, listCriticals } from './list-criticals';
import { makeChemistry } from './testing-results';

const start = new Date('2026-03-02T10:00:20.500Z');
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);

let home: TestLab;
let away: TestLab;
let lab: Awaited<ReturnType<typeof makeChemistry>>;
let technician: Ctx;
let supervisor: Ctx;
let count = 0;

beforeAll(async () => {
  home = await makeTestLab();
  away = await makeTestLab();
  lab = await makeChemistry(home);
  technician = await home.ctxFor('technician', minutes(5));
  supervisor = await home.ctxFor('supervisor', minutes(5));
});

/** An open critical of a fresh specimen, available at `start` or so many minutes after. */
async function open(after = 0, assay = 'K'): Promise<{ id: string; number: string }> {
  count += 1;
  const number = `C-${count}`;
  await lab.put([{ number, location: 'Ward 1', tests: [{ assay, state: 'in_process' }] }]);
  const analyte = assay === 'CULT' ? 'GRAM' : 'K';
  const value = assay === 'CULT' ? 'positive' : '7';
  await enterResults(
    { ...technician, now: minutes(after) },
    number,
    ResultsRequest.parse({ results: [{ analyte, value }] }),
  );
  const [critical] = await lab.criticals(number);
  return { id: critical?.id ?? '', number };
}

const call = (given: object = {}) =>
  CriticalCall.parse({ outcome: 'CONFIRMED', notified_to: 'Dr Jones', read_back: true, ...given });
const unreached = call({ outcome: 'UNABLE_TO_REACH', read_back: false });
const close = (given: object) => CriticalClose.parse({ reason: 'by policy', ...given });
const query = (given: object = {}) => CriticalsQuery.parse({ limit: '500', ...given });

async function refusal(promise: Promise<unknown>) {
  return promise.then(
    () => expect.fail('was not refused'),
    ({ status, fields, extra }: AppError) => ({ status, field: fields?.[0]?.field, extra }),
  );
}

describe('calling', () => {
  test('a confirmed call closes it and keeps whom, how, when and what was said', async () => {
    const { id, number } = await open();
    const answer = await callCritical(
      technician,
      id,
      call({ role: 'physician', method: 'phone', at: minutes(4).toISOString() }),
    );
    expect(answer).toMatchObject({
      id,
      specimen_id: number,
      assay: 'K',
      analyte: 'K',
      value: '7',
      unit: 'mmol/L',
      flags: ['HH'],
      basis: 'limit',
      location: 'Ward 1',
      waiting_minutes: 4,
      overdue: false,
      closed_as: 'CONFIRMED',
      closed_by: 'Test technician',
      attempts: [
        {
          outcome: 'CONFIRMED',
          notified_to: 'Dr Jones',
          role: 'physician',
          method: 'phone',
          read_back: true,
          at: minutes(4).toISOString(),
          recorded_at: minutes(5).toISOString(),
          value: '7',
          unit: 'mmol/L',
          by: 'Test technician',
        },
      ],
    });
    const events = await lab.audit('critical.call');
    expect(events.at(-1)).toMatchObject({
      entity: 'critical',
      entityId: id,
      after: { specimen_id: number },
    });
    const live = await unboundDb().liveEvent.findMany({ where: { entityId: number } });
    expect(live.length).toBe(2);
  });

  test.each(['UNABLE_TO_REACH', 'REACHED_NO_READBACK'])('%s leaves it open', async (outcome) => {
    const { id } = await open();
    const answer = await callCritical(technician, id, call({ outcome, read_back: false }));
    expect(answer).toMatchObject({ closed_as: null, attempts: [{ outcome, read_back: false }] });
    expect((await callCritical(technician, id, call())).attempts).toHaveLength(2);
  });

  test.each([
    ['confirmed without being read back', { read_back: false }, 'read_back'],
    ['read back and yet not confirmed', { outcome: 'UNABLE_TO_REACH' }, 'outcome'],
    ['ahead of the clock', { at: minutes(11).toISOString() }, 'at'],
    ['before the result was known', { at: minutes(-1).toISOString() }, 'at'],
  ])('is refused when %s', async (_, given, field) => {
    const { id } = await open();
    expect(await refusal(callCritical(technician, id, call(given)))).toMatchObject({
      status: 422,
      field,
    });
    expect((await lab.criticals(`C-${count}`))[0]?.notifications).toEqual([]);
  });

  test('the minute in which it became known will do, and a clock a little ahead', async () => {
    const same = await open();
    await callCritical(technician, same.id, call({ at: '2026-03-02T10:00:00Z' }));
    const ahead = await open();
    await callCritical(technician, ahead.id, call({ at: minutes(9).toISOString() }));
  });

  test('a closed one takes no more calls and no other closing', async () => {
    const { id } = await open();
    await callCritical(technician, id, call());
    for (const again of [
      () => callCritical(technician, id, call()),
      () => callCritical(technician, id, unreached),
      () => closeCritical(supervisor, id, close({ as: 'NOT_REQUIRED' })),
    ]) {
      expect(await refusal(again())).toMatchObject({
        status: 409,
        extra: { closed_as: 'CONFIRMED' },
      });
    }
  });

  test('of two who confirm at once one wins, and the other is told', async () => {
    const { id, number } = await open();
    const both = await Promise.allSettled(
      Array.from({ length: 6 }, () => callCritical(technician, id, call())),
    );
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason.status] : []));
    expect(refused).toEqual([409, 409, 409, 409, 409]);
    expect((await lab.criticals(number))[0]?.notifications).toHaveLength(1);
  });

  test('of a call and a correction at once neither is lost', async () => {
    const { id, number } = await open();
    const correct = ResultsRequest.parse({ results: [{ analyte: 'K', value: '4' }] });
    const [called] = await Promise.allSettled([
      callCritical(technician, id, call()),
      enterResults(technician, number, correct),
    ]);
    const [critical] = await lab.criticals(number);
    expect(critical?.closedAs).toBe(called.status === 'fulfilled' ? 'CONFIRMED' : 'WITHDRAWN');
    expect(critical?.notifications).toHaveLength(called.status === 'fulfilled' ? 1 : 0);
  });
});

describe('closing without a confirmation', () => {
  test('needs an attempt that reached nobody, and whom it was passed on to', async () => {
    const { id } = await open();
    const given = close({ as: 'CLOSED_UNREACHED', escalated_to: 'Medical director' });
    expect(await refusal(closeCritical(supervisor, id, given))).toMatchObject({ status: 409 });
    await callCritical(technician, id, unreached);
    const nobody = closeCritical(supervisor, id, close({ as: 'CLOSED_UNREACHED' }));
    expect(await refusal(nobody)).toMatchObject({ status: 422, field: 'escalated_to' });
    expect(await closeCritical(supervisor, id, given)).toMatchObject({
      closed_as: 'CLOSED_UNREACHED',
      close_reason: 'by policy',
      escalated_to: 'Medical director',
      closed_by: 'Test supervisor',
    });
    expect((await lab.audit('critical.close')).at(-1)).toMatchObject({
      entityId: id,
      reason: 'by policy',
    });
  });

  test('not required, with its reason', async () => {
    const { id } = await open();
    expect(CriticalClose.safeParse({ as: 'NOT_REQUIRED', reason: ' ' }).success).toBe(false);
    expect(CriticalClose.safeParse({ as: 'WITHDRAWN', reason: 'x' }).success).toBe(false);
    expect(await closeCritical(supervisor, id, close({ as: 'NOT_REQUIRED' }))).toMatchObject({
      closed_as: 'NOT_REQUIRED',
    });
  });
});

describe('who may', () => {
  test('a viewer neither calls nor closes, a technician does not close', async () => {
    const { id, number } = await open();
    const viewer = await home.ctxFor('viewer', minutes(5));
    const machines = (['instrument', 'lis', 'orchestrator'] as const).map((role) =>
      home.keyCtxFor(role),
    );
    for (const weak of [viewer, ...machines]) {
      expect(await refusal(callCritical(weak, id, call()))).toMatchObject({ status: 403 });
    }
    for (const weak of [viewer, technician]) {
      const given = close({ as: 'NOT_REQUIRED' });
      expect(await refusal(closeCritical(weak, id, given))).toMatchObject({ status: 403 });
    }
    expect((await lab.criticals(number))[0]).toMatchObject({ closedAt: null, notifications: [] });
  });

  test('another lab finds nothing', async () => {
    const { id, number } = await open();
    const stranger = await away.ctxFor('admin', minutes(5));
    for (const unknown of [id, newId(), 'C-1']) {
      expect(await refusal(callCritical(stranger, unknown, call()))).toMatchObject({ status: 404 });
      const given = close({ as: 'NOT_REQUIRED' });
      expect(await refusal(closeCritical(stranger, unknown, given))).toMatchObject({ status: 404 });
    }
    expect((await listCriticals(stranger, query())).data).toEqual([]);
    expect(await countOpenCriticals(stranger)).toBe(0);
    expect((await lab.criticals(number))[0]).toMatchObject({ closedAt: null, notifications: [] });
  });
});

describe('the list', () => {
  test('has open ones longest waiting first, page by page, and closed ones newest first', async () => {
    const made = [await open(-60), await open(-90), await open(-40)];
    const reader = { ...technician, now: minutes(0) };
    const all = await listCriticals(reader, query());
    const waits = all.data.map(({ waiting_minutes: wait }) => wait);
    expect(waits).toEqual(waits.toSorted((a, b) => b - a));
    expect(all.data.slice(0, 3).map(({ id }) => id)).toEqual([
      made[1]?.id,
      made[0]?.id,
      made[2]?.id,
    ]);
    expect(all.data[0]).toMatchObject({ waiting_minutes: 90, overdue: true, closed_at: null });

    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listCriticals(reader, query({ limit: '2', cursor }));
      paged.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(paged).toEqual(all.data.map(({ id }) => id));
    expect(await countOpenCriticals(reader)).toBe(paged.length);

    await callCritical({ ...technician, now: minutes(200) }, made[2]?.id ?? '', call());
    await callCritical({ ...technician, now: minutes(201) }, made[0]?.id ?? '', call());
    const closed = await listCriticals(reader, query({ status: 'closed' }));
    expect(closed.data.slice(0, 2).map(({ id }) => id)).toEqual([made[0]?.id, made[2]?.id]);
    const second = await listCriticals(reader, query({ status: 'closed', limit: '1' }));
    const next = await listCriticals(
      reader,
      query({ status: 'closed', limit: '1', cursor: second.nextCursor ?? '' }),
    );
    expect(next.data[0]?.id).toBe(made[2]?.id);
    const other = listCriticals(reader, query({ cursor: second.nextCursor ?? '' }));
    expect(await refusal(other)).toMatchObject({ status: 422, field: 'cursor' });
  });

  test('by assay, department and specimen; an unknown one is named', async () => {
    const culture = await open(1, 'CULT');
    const number = (given: object) =>
      listCriticals(technician, query(given)).then(({ data }) =>
        data.map((one) => one.specimen_id),
      );
    expect(await number({ assay: 'cult' })).toContain(culture.number);
    expect(await number({ assay: 'K' })).not.toContain(culture.number);
    expect(await number({ department: 'chemistry' })).toContain(culture.number);
    expect(await number({ specimen_id: culture.number })).toEqual([culture.number]);
    expect(await refusal(number({ assay: 'ZZ' }))).toMatchObject({ status: 422, field: 'assay' });
    expect(await refusal(number({ department: 'ZZ' }))).toMatchObject({ field: 'department' });
  });

  test('leaves out what was entered by mistake', async () => {
    const { number } = await open();
    await unboundDb().orderedTest.updateMany({
      where: { labId: home.lab.id, specimen: { number } },
      data: { voidedAt: start },
    });
    expect((await listCriticals(technician, query({ specimen_id: number }))).data).toEqual([]);
  });
});
