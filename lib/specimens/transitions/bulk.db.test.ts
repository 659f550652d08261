import { beforeAll, expect, test } from 'vitest';
import { callRoute, signedIn, storedKey } from '@/lib/entry/testing-requests';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import { hashPassword } from '@/lib/people/password';
import { unboundDb } from '@/lib/platform/db/client';
import { bulkTransitionEndpoint, transitionEndpoint } from '../endpoints';
import { type Bench, makeBench, putSpecimens } from '../testing-specimens';
import { BulkAnswer } from './transition-contract';

const db = unboundDb();
let home: TestLab;
let bench: Bench;

beforeAll(async () => {
  home = await makeTestLab();
  bench = await makeBench(home.lab, { assays: ['CHEM'], locations: [], devices: ['Analyser'] });
});

test(
  '500 specimens answer each, and the same request again changes nothing',
  { timeout: 120_000 },
  async () => {
    const numbers = Array.from({ length: 500 }, (_, index) => `B-${index + 1}`);
    const tests = [{ assay: 'CHEM', state: 'received' }];
    await putSpecimens(
      home.lab,
      bench,
      numbers.map((number) => ({ number, tests, received: '2026-03-01T08:00:00Z' })),
    );
    const headers = { ...(await storedKey(home.lab, 'technician')), 'idempotency-key': 'tray 7' };
    const body = { specimen_ids: numbers, action: 'start', device: 'Analyser' };
    const first = await callRoute(bulkTransitionEndpoint, { headers, body });
    expect(first.status).toBe(200);
    const { results } = BulkAnswer.parse(JSON.parse(first.text));
    expect(results.map(({ specimen_id }) => specimen_id)).toEqual(numbers);
    expect(results.filter(({ ok, state }) => ok && state === 'in_process')).toHaveLength(500);

    const where = { labId: home.lab.id };
    const counts = async () => [
      await db.testTransition.count({ where }),
      await db.auditEvent.count({ where }),
      await db.liveEvent.count({ where }),
    ];
    const before = await counts();
    const again = await callRoute(bulkTransitionEndpoint, { headers, body });
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(BulkAnswer.parse(JSON.parse(again.text))).toEqual({ results });
    expect(await counts()).toEqual(before);

    const other = await callRoute(bulkTransitionEndpoint, {
      headers,
      body: { ...body, action: 'submit' },
    });
    expect(other.status).toBe(409);
  },
);

test('501 are too many, one twice is one too many, none too few', async () => {
  const headers = await storedKey(home.lab, 'technician');
  const answers = [
    Array.from({ length: 501 }, (_, index) => `B-${index}`),
    ['B-1', 'B-1'],
    [],
    ['B 1'],
  ].map((specimen_ids) =>
    callRoute(bulkTransitionEndpoint, { headers, body: { specimen_ids, action: 'submit' } }),
  );
  for (const answer of answers) {
    const { status, text } = await answer;
    expect(status).toBe(422);
    expect(text).toContain('specimen_ids');
  }
});

test('a password is no part of what a repeated request is known by', async () => {
  await putSpecimens(home.lab, bench, [
    { number: 'P-1', tests: [{ assay: 'CHEM', state: 'verified' }] },
  ]);
  const person = await signedIn([{ lab: home.lab, role: 'manager' }]);
  await db.user.updateMany({
    where: { memberships: { some: { labId: home.lab.id } } },
    data: { passwordHash: await hashPassword('something long') },
  });
  const headers = { ...person, 'idempotency-key': 'sign once' };
  const call = (password: string) =>
    callRoute(transitionEndpoint, {
      headers,
      params: { specimen_id: 'P-1' },
      body: { action: 'invalidate', reason: 'bad lot', password },
    });
  expect((await call('a guess')).status).toBe(403);
  expect((await call('something long')).status).toBe(200);
  const replayed = await call('another guess');
  expect([replayed.status, replayed.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
  const records = await db.idempotencyRecord.findMany({ where: { labId: home.lab.id } });
  expect(JSON.stringify(records)).not.toContain('something long');
});
