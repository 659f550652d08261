import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createChannelEndpoint, testChannelEndpoint } from '@/lib/alerts/channels/endpoints';
import { makeTestLab } from '@/lib/labs/testing-lab';
import type { LabRef } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import { env } from '@/lib/platform/env';
import { departments, errorCodes } from '@/lib/labs/endpoints';
import { preflight } from './cors';
import { ENDPOINTS } from './endpoint-list';
import { jsonSchemaOf, propertiesOf } from './json-schema';
import { methodNotAllowed, noSuchAddress } from './refusals';
import { callRoute, signedIn, storedKey } from './testing-requests';

let lab: LabRef;
let key: Record<string, string>;
let count = 0;

function freshName(): string {
  count += 1;
  return `Department ${count}`;
}

function named(name: string) {
  return unboundDb().department.count({ where: { labId: lab.id, name } });
}

function problem(text: string): { code: string; errors?: { field: string; message: string }[] } {
  return JSON.parse(text);
}

beforeAll(async () => {
  lab = (await makeTestLab()).lab;
  key = await storedKey(lab, 'admin');
  env().CORS_ORIGINS.push('https://tools.example');
});

describe('a request with a cookie', () => {
  it.each([undefined, 'https://evil.example', 'null', 'http://localhost:3001'])(
    'may not write from origin %s',
    async (origin) => {
      const { cookie } = await signedIn([{ lab, role: 'admin' }]);
      const name = freshName();
      const headers: Record<string, string> = {
        cookie,
        ...(origin === undefined ? {} : { origin }),
      };
      const answer = await callRoute(departments.create, { headers, body: { name } });
      expect([answer.status, problem(answer.text).code]).toEqual([403, 'cross_site']);
      expect(await named(name)).toBe(0);
    },
  );

  it('may write from our own pages, and read from anywhere', async () => {
    const headers = await signedIn([{ lab, role: 'admin' }]);
    const name = freshName();
    expect((await callRoute(departments.create, { headers, body: { name } })).status).toBe(201);
    const read = await callRoute(departments.list, { headers: { cookie: headers.cookie } });
    expect(read.status).toBe(200);
  });

  it('cannot be sent together with a key', async () => {
    const { cookie } = await signedIn([{ lab, role: 'admin' }]);
    const answer = await callRoute(departments.list, { headers: { ...key, cookie } });
    expect([answer.status, problem(answer.text).code]).toEqual([400, 'two_identities']);
  });

  it('names the lab where there are several, by header or in the address', async () => {
    const other = (await makeTestLab()).lab;
    const headers = await signedIn([
      { lab, role: 'viewer' },
      { lab: other, role: 'admin' },
    ]);
    const without = await callRoute(departments.list, { headers });
    expect([without.status, problem(without.text).code]).toEqual([400, 'lab_required']);
    const query = `?lab=${other.slug}`;
    expect((await callRoute(departments.list, { headers, query })).status).toBe(200);
    const body = { name: 'Urines' };
    const weak = await callRoute(departments.create, {
      headers: { ...headers, 'x-lab': lab.slug },
      body,
    });
    expect(weak.status).toBe(403);
    const strong = await callRoute(departments.create, {
      headers: { ...headers, 'x-lab': other.slug },
      body,
    });
    expect(strong.status).toBe(201);
  });
});

describe('what is wrong in a request', () => {
  it('names an unknown parameter, an unknown field and a wrong value', async () => {
    const query = await callRoute(departments.list, { headers: key, query: '?colour=red' });
    expect(query.status).toBe(422);
    expect(problem(query.text).errors?.[0]?.field).toBe('colour');
    const body = { name: '  ', labId: lab.id };
    const field = await callRoute(departments.create, { headers: key, body });
    expect(field.status).toBe(422);
    expect(
      problem(field.text)
        .errors?.map((error) => error.field)
        .sort(),
    ).toEqual(['labId', 'name']);
    const limit = await callRoute(departments.list, { headers: key, query: '?limit=501' });
    expect(problem(limit.text).errors?.[0]?.field).toBe('limit');
    const cursor = await callRoute(departments.list, { headers: key, query: '?cursor=abc' });
    expect([cursor.status, problem(cursor.text).errors?.[0]?.field]).toEqual([422, 'cursor']);
  });

  it('refuses a time without an offset, wherever a route takes one', async () => {
    const withTimes = ENDPOINTS.flatMap((endpoint) =>
      propertiesOf(jsonSchemaOf(endpoint.query, {}))
        .filter(({ schema }) => schema.format === 'date-time')
        .map(({ name }) => ({ endpoint, name })),
    );
    expect(withTimes.length).toBeGreaterThan(0);
    for (const { endpoint, name } of withTimes) {
      const query = `?${name}=2026-03-01T08:30:00`;
      const answer = await callRoute(endpoint, { headers: key, query });
      expect(answer.status, `${endpoint.path} ${name}`).toBe(422);
      expect(problem(answer.text).errors?.map(({ field }) => field)).toContain(name);
    }
  });

  it.each([
    ['{"name":', 'application/json', 400, 'malformed'],
    ['name=x', 'application/x-www-form-urlencoded', 415, 'unsupported_type'],
    [JSON.stringify({ name: 'x'.repeat(1_100_000) }), 'application/json', 413, 'too_large'],
  ])('refuses a body like %.12s as %s with %i', async (body, type, status, code) => {
    const headers = { ...key, 'content-type': type };
    const answer = await callRoute(departments.create, { headers, body });
    expect([answer.status, problem(answer.text).code]).toEqual([status, code]);
  });

  it('treats SQL in a search as text', async () => {
    const name = `'; DROP TABLE departments; -- ${freshName()} 100%_`;
    expect((await callRoute(departments.create, { headers: key, body: { name } })).status).toBe(
      201,
    );
    const query = `?q=${encodeURIComponent("'; DROP TABLE")}`;
    const found = await callRoute(departments.list, { headers: key, query });
    expect(JSON.parse(found.text).data.map((row: { name: string }) => row.name)).toEqual([name]);
    const wild = await callRoute(departments.list, { headers: key, query: '?q=%25' });
    expect(JSON.parse(wild.text).data).toHaveLength(1);
  });

  it('says 409 already_exists and the field for a duplicate, capitals aside', async () => {
    const name = freshName();
    await callRoute(departments.create, { headers: key, body: { name } });
    const again = await callRoute(departments.create, {
      headers: key,
      body: { name: name.toUpperCase() },
    });
    expect([again.status, problem(again.text).code]).toEqual([409, 'already_exists']);
    expect(problem(again.text).errors?.[0]?.field).toBe('name');
    const second = freshName();
    await callRoute(departments.create, { headers: key, body: { name: second } });
    const renamed = await callRoute(departments.change, {
      headers: key,
      params: { name: second },
      body: { name },
    });
    expect(renamed.status).toBe(409);
  });

  it('answers 404 and 405 below /api as problems', async () => {
    const nowhere = noSuchAddress(new Request('http://localhost:3000/api/v1/nothing'));
    expect([nowhere.status, nowhere.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json',
    ]);
    const request = new Request('http://localhost:3000/api/v1/departments/x', { method: 'DELETE' });
    const refused = methodNotAllowed(request);
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'PATCH']);
    expect(problem(await refused.text()).code).toBe('method_not_allowed');
  });
});

describe('another origin', () => {
  it('that is allowed may use a key, never a cookie; others get no permission', async () => {
    const headers = { ...key, origin: 'https://tools.example' };
    const allowed = await callRoute(departments.list, { headers });
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://tools.example');
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    const stranger = await callRoute(departments.list, {
      headers: { ...key, origin: 'https://evil.example' },
    });
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
    const asks = (origin: string) =>
      preflight(
        new Request('http://localhost:3000/api/v1/departments', {
          method: 'OPTIONS',
          headers: { origin },
        }),
      );
    expect(asks('https://tools.example').headers.get('access-control-allow-methods')).toContain(
      'POST',
    );
    expect(asks('https://evil.example').headers.get('access-control-allow-methods')).toBeNull();
  });
});

describe('Idempotency-Key', () => {
  it('replays the answer, and refuses another body', async () => {
    const headers = { ...key, 'idempotency-key': 'first' };
    const name = freshName();
    const first = await callRoute(departments.create, { headers, body: { name } });
    const again = await callRoute(departments.create, { headers, body: { name } });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.text).toBe(first.text);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const other = await callRoute(departments.create, { headers, body: { name: freshName() } });
    expect([other.status, problem(other.text).code]).toEqual([409, 'idempotency_conflict']);
  });

  it('belongs to one principal and one address', async () => {
    const headers = { ...key, 'idempotency-key': 'shared' };
    const name = freshName();
    expect((await callRoute(departments.create, { headers, body: { name } })).status).toBe(201);
    const body = { code: 'E-77', name: 'Needle' };
    expect((await callRoute(errorCodes.create, { headers, body })).status).toBe(201);
    const somebody = { ...(await storedKey(lab, 'admin')), 'idempotency-key': 'shared' };
    const taken = await callRoute(departments.create, { headers: somebody, body: { name } });
    expect(problem(taken.text).code).toBe('already_exists');
  });

  it('holds for a request without a body, too', async () => {
    const body = { name: 'Tools', kind: 'webhook', url: 'https://tools.example.org/alerts' };
    const made = await callRoute(createChannelEndpoint, { headers: key, body });
    const { id } = z.object({ id: z.string() }).parse(JSON.parse(made.text));
    const headers = { ...key, 'idempotency-key': 'tried' };
    const first = await callRoute(testChannelEndpoint, { headers, params: { id } });
    const again = await callRoute(testChannelEndpoint, { headers, params: { id } });
    expect([first.status, again.status]).toEqual([202, 202]);
    expect(JSON.parse(again.text)).toEqual(JSON.parse(first.text));
    expect(await unboundDb().notification.count({ where: { channelId: id } })).toBe(1);
  });

  it('does the work once for many requests at one time', async () => {
    const headers = { ...key, 'idempotency-key': 'together' };
    const name = freshName();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => callRoute(departments.create, { headers, body: { name } })),
    );
    const created = answers.filter(({ status }) => status === 201);
    expect(created.length).toBeGreaterThan(0);
    expect(new Set(created.map(({ text }) => text)).size).toBe(1);
    for (const { status, text } of answers) {
      if (status !== 201) expect(problem(text).code).toBe('idempotency_in_progress');
    }
    expect(await named(name)).toBe(1);
  });

  it('frees the key of a request that was refused', async () => {
    const headers = { ...key, 'idempotency-key': 'corrected' };
    const name = freshName();
    await callRoute(departments.create, { headers: key, body: { name } });
    expect((await callRoute(departments.create, { headers, body: { name } })).status).toBe(409);
    const corrected = await callRoute(departments.create, { headers, body: { name: freshName() } });
    expect(corrected.status).toBe(201);
  });
});
