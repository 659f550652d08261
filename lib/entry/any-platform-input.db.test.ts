import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CONTENT_ENDPOINTS } from '@/lib/containers/contents/endpoints';
import { CONTAINER_ENDPOINTS } from '@/lib/containers/endpoints';
import { DEVICE_ENDPOINTS } from '@/lib/devices/endpoints';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { newId } from '@/lib/platform/ids';
import { DURATION_ENDPOINTS } from '@/lib/processes/durations/endpoints';
import { PROCESS_ENDPOINTS } from '@/lib/processes/endpoints';
import { makePlatform, type Platform } from '@/lib/processes/testing-platform';
import { callRoute, storedKey } from './testing-requests';

const ENDPOINTS: readonly Endpoint[] = [
  ...DEVICE_ENDPOINTS,
  ...CONTAINER_ENDPOINTS,
  ...CONTENT_ENDPOINTS,
  ...PROCESS_ENDPOINTS,
  ...DURATION_ENDPOINTS,
];
const named = (wanted: (endpoint: Endpoint) => boolean) =>
  ENDPOINTS.filter(wanted).map(
    (endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const,
  );

const BARCODE = 'P-1';
let platform: Platform;
let admin: Record<string, string>;
/** Ids of a container, a process and an experiment that there are. */
let known: string[];

beforeAll(async () => {
  platform = await makePlatform();
  admin = await storedKey(platform.lab, 'admin');
  const make = async (path: Endpoint['path'], body: unknown) => {
    const answer = await callRoute({ method: 'POST', path }, { headers: admin, body });
    expect(answer.status, answer.text).toBe(201);
    return z
      .looseObject({ id: z.string().optional(), uuid: z.string().optional() })
      .parse(JSON.parse(answer.text));
  };
  const place = { device: 'Hotel', position: 0 };
  const { id = '' } = await make('/containers', { name: 'Plate', barcode: BARCODE, ...place });
  const { uuid: process = '' } = await make('/processes', { name: 'assay', source: 'read()' });
  const { uuid: experiment = '' } = await make('/experiments', { process_uuid: process });
  known = [id, process, experiment];
});

const ODD = [
  '',
  ' ',
  '\0',
  '\ud800',
  'é'.repeat(300),
  '%',
  '..',
  '__proto__',
  "'; --",
  'x'.repeat(5_000),
  '٣',
  '-1',
  '1e1',
  'NaN',
  '2026-02-30T00:00:00Z',
  '9999-12-31T23:59:59.9Z',
  'A1',
  'AF48',
  newId(),
  newId().toUpperCase(),
  newId().replaceAll('-', ''),
];
const NUMBERS = [0, 1, 19, 20, -1, 1.5, 2_000, 2 ** 31, 2 ** 53, 1e308, -0];

/** Text that means something here, that nearly does, and that means nothing. */
const text = () =>
  fc.oneof(
    fc.constantFrom(BARCODE, 'Hotel', 'reader', 'Arm', 'completed', 'MOVE', 'PROCESS', 'OP'),
    fc.constantFrom('2026-03-01T08:00:00Z', '2026-03-01T09:00:00+01:00', ...known),
    fc.constantFrom(...ODD),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );

/** What of it can stand in an address. */
const written = () => text().filter((one) => !/\p{Surrogate}/u.test(one));

/** The names of all fields that a contract takes, however deep. */
function fieldsOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]) => [
    ...(key === 'properties' ? Object.keys(Object(value)) : []),
    ...fieldsOf(value),
  ]);
}

function bodies({ body }: Endpoint) {
  const schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' });
  const fields = [...new Set(['surprise', ...fieldsOf(schema)])];
  const value = fc.oneof(text(), fc.constantFrom(...NUMBERS), fc.boolean(), fc.jsonValue());
  const object = fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: fields.length });
  const nested = fc.dictionary(
    fc.constantFrom(...fields),
    fc.oneof(value, object, fc.array(object, { maxLength: 3 })),
    { maxKeys: fields.length },
  );
  return fc.oneof(nested, fc.array(nested, { maxLength: 3 }), fc.jsonValue(), text());
}

const ANSWERS = [200, 201, 400, 404, 409, 413, 422];

describe('the platform answers', () => {
  it.each(named(({ path }) => path.includes('{')))('%s of any reference', async (_, endpoint) => {
    const body = endpoint.method === 'GET' || endpoint.method === 'DELETE' ? {} : { body: {} };
    await fc.assert(
      fc.asyncProperty(written(), written(), async (one, other) => {
        const params = { name: one, ref: one, id: one, uuid: one, slot: other };
        const answer = await callRoute(endpoint, { headers: admin, params, ...body });
        expect(ANSWERS, answer.text).toContain(answer.status);
      }),
      { numRuns: 20 },
    );
  });

  it.each(named(({ takesBody }) => takesBody))('%s of any body', async (_, endpoint) => {
    const [ref = ''] = known;
    const params = { name: 'Reader', ref, id: newId(), uuid: newId(), slot: '0' };
    await fc.assert(
      fc.asyncProperty(bodies(endpoint), async (given) => {
        const body = JSON.stringify(given);
        const answer = await callRoute(endpoint, { headers: admin, params, body });
        expect(ANSWERS, answer.text).toContain(answer.status);
      }),
      { numRuns: 40 },
    );
  });
});
