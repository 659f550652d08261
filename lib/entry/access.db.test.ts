import { beforeAll, describe, expect, it } from 'vitest';
import { addContainer } from '@/lib/containers/add-containers';
import { makeTestLab } from '@/lib/labs/testing-lab';
import { roleMay } from '@/lib/platform/access/permissions';
import { KEY_ROLES, ROLES } from '@/lib/platform/access/roles';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { newId } from '@/lib/platform/ids';
import { addressOf } from './endpoint-address';
import { ENDPOINTS } from './endpoint-list';
import { callRoute, signedIn, storedKey } from './testing-requests';

// In everything that lab A owns; no answer to lab B may hold it.
const MARK = 'ZZMARK';

let labA: LabRef;
let labB: LabRef;
/** What parameters in an address are called, with a row of lab A that has it. */
let ofLabA: Record<string, string>;

async function fillLab(lab: LabRef): Promise<Record<string, string>> {
  const db = unboundDb();
  const labId = lab.id;
  const id = () => newId();
  const name = `${MARK} thing`;
  await db.department.create({ data: { id: id(), labId, name } });
  await db.location.create({ data: { id: id(), labId, name } });
  await db.device.create({ data: { id: id(), labId, name, type: MARK, slots: 2 } });
  await db.analyte.create({ data: { id: id(), labId, code: MARK, name } });
  await db.errorCode.create({ data: { id: id(), labId, code: MARK, name } });
  const group = 'other';
  await db.rejectionReason.create({ data: { id: id(), labId, code: MARK, name, group } });
  const [assayId, specimenId, importId] = [id(), id(), id()];
  await db.assay.create({ data: { id: assayId, labId, code: MARK, name } });
  const [receivedAt, releasedAt] = [
    new Date(Date.now() - 7_200_000),
    new Date(Date.now() - 60_000),
  ];
  await db.specimen.create({
    data: { id: specimenId, labId, number: MARK, stateKey: 'published', receivedAt },
  });
  const testId = id();
  await db.orderedTest.create({
    data: { id: testId, labId, specimenId, assayId, stateKey: 'published', receivedAt, releasedAt },
  });
  await db.import.create({
    data: {
      id: importId,
      labId,
      fileName: `${MARK}.csv`,
      fileSize: 3,
      fileHash: new Uint8Array(32),
      status: 'completed',
      actorKind: 'system',
      actorName: MARK,
      actorRole: 'admin',
      requestId: MARK,
    },
  });
  return { code: MARK, name, specimen_id: MARK, number: MARK, import_id: importId, id: importId };
}

beforeAll(async () => {
  const made = await makeTestLab();
  labA = made.lab;
  labB = (await makeTestLab()).lab;
  const filled = await fillLab(labA);
  const name = filled.name ?? '';
  const place = { device: name, position: 0, lidded: true, filled: true };
  await addContainer(await made.ctxFor('admin'), { ...place, name, barcode: MARK });
  ofLabA = { ...filled, ref: MARK, slot: '0' };
});

function nameOf(endpoint: Endpoint): string {
  return `${endpoint.method} ${addressOf(endpoint)}`;
}

const each = ENDPOINTS.map((endpoint) => [nameOf(endpoint), endpoint] as const);

function bodyOf(endpoint: Endpoint): unknown {
  return endpoint.method === 'GET' || endpoint.method === 'DELETE' ? undefined : {};
}

function send(endpoint: Endpoint, headers: Record<string, string>, params = {}) {
  return callRoute(endpoint, { headers, params, body: bodyOf(endpoint) });
}

describe('every route', () => {
  it('is there to be tried', () => expect(ENDPOINTS.length).toBeGreaterThan(20));

  it.each(each)('%s refuses whoever does not prove who they are', async (_, endpoint) => {
    const lab = labA;
    const strangers: Record<string, Record<string, string>> = {
      nobody: {},
      'a made-up key': { authorization: `Bearer bw_${'x'.repeat(43)}` },
      'another scheme': { authorization: 'Basic YWRtaW46YWRtaW4=' },
      'a revoked key': await storedKey(lab, 'admin', 'revoked'),
      'an expired key': await storedKey(lab, 'admin', 'expired'),
      'a forged cookie': {
        cookie: 'next-auth.session-token=e30.e30.e30',
        origin: 'http://localhost:3000',
      },
      'a disabled person': await signedIn([{ lab, role: 'admin' }], 'disabled'),
      'a person signed out': await signedIn([{ lab, role: 'admin' }], 'signed out'),
      'a session too old': await signedIn([{ lab, role: 'admin' }], 'expired'),
    };
    for (const [who, headers] of Object.entries(strangers)) {
      const answer = await send(endpoint, headers);
      expect(answer.status, who).toBe(401);
      expect(answer.headers.get('content-type'), who).toBe('application/problem+json');
      expect(answer.headers.get('x-request-id'), who).toBeTruthy();
    }
  });

  it.each(each)('%s does what the table of permissions says for each role', async (_, endpoint) => {
    const people = ROLES.map(
      async (role) => [role, `person ${role}`, await signedIn([{ lab: labA, role }])] as const,
    );
    const keys = KEY_ROLES.map(
      async (role) => [role, `key ${role}`, await storedKey(labA, role)] as const,
    );
    for (const [role, who, headers] of await Promise.all([...people, ...keys])) {
      const { status, text } = await send(endpoint, headers);
      if (roleMay(role, endpoint.may)) {
        expect([401, 403], who).not.toContain(status);
        expect(status, `${who}: ${text}`).toBeLessThan(500);
      } else {
        expect(status, who).toBe(403);
      }
    }
  });

  it.each(each)('%s shows and tells nothing of another lab', async (_, endpoint) => {
    const foreign = {
      key: await storedKey(labB, 'admin'),
      person: await signedIn([{ lab: labB, role: 'admin' }]),
    };
    for (const headers of Object.values(foreign)) {
      const named = await send(endpoint, { ...headers, 'x-lab': labA.slug }, ofLabA);
      expect(named.status).toBe(404);
      const unknown = await send(endpoint, { ...headers, 'x-lab': 'no-such-lab' }, ofLabA);
      expect(unknown.status).toBe(404);
      expect(JSON.parse(named.text).detail).toBe(JSON.parse(unknown.text).detail);

      const own = await send(endpoint, headers, ofLabA);
      expect(own.status, own.text).toBeLessThan(500);
      if (endpoint.path.includes('{') && endpoint.method === 'GET') expect(own.status).toBe(404);
      const echoed = own.status >= 400;
      if (!echoed) expect(own.text).not.toContain(MARK);
      expect(own.text).not.toContain(labA.id);
      expect(own.text).not.toContain(labA.slug);
    }
  });

  it.each(each.filter(([, { path, method }]) => path.includes('{') && method === 'PATCH'))(
    '%s changes nothing of another lab',
    async (_, endpoint) => {
      const headers = await storedKey(labB, 'admin');
      const answer = await callRoute(endpoint, {
        headers,
        params: ofLabA,
        body: { active: false },
      });
      expect([404, 422]).toContain(answer.status);
    },
  );
});
