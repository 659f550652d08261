import { beforeAll, describe, expect, test } from 'vitest';
import { callRoute, signedIn, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { Specimen, Workflow } from './contract';
import {
  createSpecimenEndpoint,
  listSpecimensEndpoint,
  listTestsEndpoint,
  readSpecimenEndpoint,
  specimenHistoryEndpoint,
  workflowEndpoint,
} from './endpoints';
import { makeBench } from './testing-specimens';

let lab: LabRef;
let technician: Record<string, string>;
let viewer: Record<string, string>;
let stranger: Record<string, string>;

beforeAll(async () => {
  lab = (await makeTestLab()).lab;
  await makeBench(lab, { assays: ['NA', 'K'], locations: ['Ward 1'], devices: [] });
  const other = (await makeTestLab()).lab;
  await makeBench(other, { assays: ['NA'], locations: [], devices: [] });
  technician = await storedKey(lab, 'technician');
  viewer = await storedKey(lab, 'viewer');
  stranger = await storedKey(other, 'admin');
});

const create = (body: unknown, headers: Record<string, string> = technician) =>
  callRoute(createSpecimenEndpoint, { headers, body });

const read = (number: string, headers = viewer) =>
  callRoute(readSpecimenEndpoint, { headers, params: { specimen_id: number } });

const count = (number: string) => unboundDb().specimen.count({ where: { labId: lab.id, number } });

describe('POST /specimens', () => {
  test('answers 201 with the specimen as GET answers it', async () => {
    const made = await create({ specimen_id: 'R-1', assay: 'NA', location: 'Ward 1' });
    expect(made.status).toBe(201);
    const specimen = Specimen.parse(JSON.parse(made.text));
    expect([specimen.specimen_id, specimen.assay, specimen.state]).toEqual([
      'R-1',
      'NA',
      'received',
    ]);
    const seen = Specimen.parse(JSON.parse((await read('R-1')).text));
    // What may be done to it depends on who asks.
    const refused_actions = seen.tests[0]?.refused_actions;
    expect(refused_actions).toContainEqual({ action: 'start', why: 'Takes a technician' });
    const test = { ...specimen.tests[0], allowed_actions: [], refused_actions };
    expect(seen).toEqual({ ...specimen, allowed_actions: [], tests: [test] });
  });

  test.each([
    ['a known number', { specimen_id: 'R-2', assay: 'K' }, 409, 'already_exists', 'specimen_id'],
    ['an unknown assay', { specimen_id: 'R-3', assay: 'ZZ' }, 422, 'invalid', 'assay'],
    ['a wrong number', { specimen_id: 'R 3', assay: 'NA' }, 422, 'invalid', 'specimen_id'],
    [
      'an unknown field',
      { specimen_id: 'R-3', assay: 'NA', patient: 'x' },
      422,
      'invalid',
      'patient',
    ],
    [
      'a time without an offset',
      { specimen_id: 'R-3', assay: 'NA', received_at: '2026-03-01T08:00:00' },
      422,
      'invalid',
      'received_at',
    ],
    [
      'another state',
      { specimen_id: 'R-3', assay: 'NA', state: 'published' },
      422,
      'invalid',
      'state',
    ],
  ])('refuses %s by name', async (_name, body, status, code, field) => {
    await create({ specimen_id: 'R-2', assay: 'NA' });
    const refused = await create(body);
    expect(refused.status).toBe(status);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    const problem: { code: string; errors: { field: string }[] } = JSON.parse(refused.text);
    expect([problem.code, problem.errors[0]?.field]).toEqual([code, field]);
    expect(await count('R-3')).toBe(0);
  });

  test('with an Idempotency-Key is done once and answered twice', async () => {
    const headers = { ...technician, 'idempotency-key': 'once' };
    const body = { specimen_id: 'R-4', assay: 'NA' };
    const [first, second] = [await create(body, headers), await create(body, headers)];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(JSON.parse(second.text)).toEqual(JSON.parse(first.text));
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await count('R-4')).toBe(1);
    const other = await create({ specimen_id: 'R-5', assay: 'NA' }, headers);
    expect(other.status).toBe(409);
    expect(await count('R-5')).toBe(0);
  });

  test('of a viewer is 403, with a cookie from elsewhere too, without anybody 401', async () => {
    const body = { specimen_id: 'R-6', assay: 'NA' };
    expect((await create(body, viewer)).status).toBe(403);
    const person = await signedIn([{ lab, role: 'technician' }]);
    expect((await create(body, { ...person, origin: 'https://elsewhere.example' })).status).toBe(
      403,
    );
    expect((await create(body, {})).status).toBe(401);
    expect(await count('R-6')).toBe(0);
    expect((await create(body, person)).status).toBe(201);
  });

  test('by a LIS key is answered, which may read nothing', async () => {
    const lis = await storedKey(lab, 'lis');
    expect((await create({ specimen_id: 'R-7', assay: 'NA' }, lis)).status).toBe(201);
    expect((await read('R-7', lis)).status).toBe(403);
  });
});

describe('reading', () => {
  test('another lab’s number is 404, as an unknown one is', async () => {
    await create({ specimen_id: 'R-8', assay: 'NA' });
    const [foreign, unknown] = [await read('R-8', stranger), await read('R-none')];
    expect([foreign.status, unknown.status]).toEqual([404, 404]);
    const detail = (text: string): string => JSON.parse(text).detail;
    expect(detail(foreign.text)).toBe(detail(unknown.text));
    const history = await callRoute(specimenHistoryEndpoint, {
      headers: stranger,
      params: { specimen_id: 'R-8' },
    });
    expect(history.status).toBe(404);
  });

  test('a history is paged by its sequence', async () => {
    await create({ specimen_id: 'R-9', tests: [{ assay: 'NA' }, { assay: 'K' }] });
    const page = async (query: string) => {
      const answer = await callRoute(specimenHistoryEndpoint, {
        headers: viewer,
        params: { specimen_id: 'R-9' },
        query,
      });
      const body: { data: { sequence: number }[]; next_cursor: string | null } = JSON.parse(
        answer.text,
      );
      return { ...body, data: body.data.map((entry) => entry.sequence) };
    };
    const first = await page('?limit=3');
    expect(first.data).toEqual([1, 2, 3]);
    const second = await page(`?limit=3&cursor=${first.next_cursor}`);
    expect([second.data, second.next_cursor]).toEqual([[4], null]);
    expect((await page('')).data).toEqual([1, 2, 3, 4]);
  });

  test.each([
    ['?sort=id', 'sort'],
    ['?colour=red', 'colour'],
    ['?limit=501', 'limit'],
    ['?from=2026-03-01T00:00:00', 'from'],
    ['?assay=ZZ', 'assay'],
    [`?state=${encodeURIComponent("' OR 1=1 --")}`, 'state'],
    ['?cursor=abc', 'cursor'],
    // Its time is “1”, which JavaScript reads and PostgreSQL does not.
    [
      '?cursor=WyJyZWNlaXZlZCBkZXNjIiwib24iLCJyZWNlaXZlZCIsIjEiLCIwMTkwYTAwMC0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDAiXQ',
      'cursor',
    ],
    ['?q=%00', 'q'],
  ])('lists refuse %s', async (query, field) => {
    for (const endpoint of [listSpecimensEndpoint, listTestsEndpoint]) {
      const answer = await callRoute(endpoint, { headers: viewer, query });
      const problem: { errors?: { field: string }[] } = JSON.parse(answer.text);
      expect([answer.status, problem.errors?.[0]?.field]).toEqual([422, field]);
    }
  });

  test('a list has its rows and the way on', async () => {
    const answer = await callRoute(listTestsEndpoint, {
      headers: viewer,
      query: '?limit=1&assay=NA',
    });
    const body: object = JSON.parse(answer.text);
    expect(Object.keys(body).toSorted()).toEqual(['data', 'next_cursor']);
    expect(body).toMatchObject({
      data: [{ assay: 'NA', run: 1 }],
      next_cursor: expect.any(String),
    });
  });

  test('the workflow is drawn', async () => {
    const answer = await callRoute(workflowEndpoint, { headers: viewer });
    const workflow = Workflow.parse(JSON.parse(answer.text));
    expect(workflow.states).toHaveLength(10);
    expect(workflow.transitions).toContainEqual({
      action: 'verify',
      label: 'Verify',
      from: 'submitted',
      to: 'verified',
      least_role: 'supervisor',
      needs_reason: false,
      needs_signature: false,
      four_eyes: true,
    });
    expect(workflow.mermaid).toContain('submitted --> verified : verify');
  });
});
