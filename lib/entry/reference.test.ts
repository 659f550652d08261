import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { EVENTS } from '@/lib/instruments/json/contract';
import { defineEndpoint } from '@/lib/platform/http/endpoint';
import { timeField } from '@/lib/platform/http/time-field';
import { ENDPOINTS } from './endpoint-list';
import { referenceEntry } from './reference';

const endpoint = defineEndpoint({
  method: 'POST',
  path: '/things/{code}',
  tag: 'Things',
  summary: 'Create a thing',
  may: 'specimens.write',
  params: z.object({ code: z.string() }),
  query: z.strictObject({
    from: timeField,
    limit: z.coerce.number().int().min(1).max(9).default(5),
  }),
  body: z.strictObject({
    name: z.string().max(20).describe('What it is called.'),
    kind: z.enum(['a', 'b']).optional(),
    note: z.string().nullable().optional(),
    parts: z.array(z.strictObject({ code: z.string(), n: z.number() })),
  }),
  answer: z.object({ id: z.uuid(), at: z.iso.datetime().nullable() }),
  status: 201,
});

describe('an entry of the reference', () => {
  const entry = referenceEntry(endpoint, 'http://localhost:3000');
  const types = (fields: typeof entry.query) =>
    Object.fromEntries(fields.map(({ name, type }) => [name, type]));
  const only = ([first, ...more]: typeof entry.body) => {
    expect(more).toEqual([]);
    return first?.fields ?? [];
  };

  it('says who may and where', () => {
    expect(entry.leastRole).toBe('technician');
    expect(entry.machineKeys).toEqual(['lis']);
    expect([entry.address, entry.status, entry.bodyType]).toEqual([
      '/api/v1/things/{code}',
      201,
      'application/json',
    ]);
  });

  it('prints types in words, inner fields with dotted names', () => {
    expect(types(entry.query)).toEqual({ from: 'time', limit: 'integer 1–9, 5 unless given' });
    expect(types(only(entry.body))).toEqual({
      name: 'text ≤ 20',
      kind: 'a | b',
      note: 'text or null',
      parts: 'list of object',
      'parts[].code': 'text',
      'parts[].n': 'number',
    });
    expect(types(only(entry.answer))).toEqual({ id: 'uuid', at: 'time or null' });
    expect(only(entry.body).map(({ required }) => required)).toEqual([
      true,
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(only(entry.body)[0]?.description).toBe('What it is called.');
  });

  it('gives a command whose body the contract takes', () => {
    const body = /-d '(.*)'/.exec(entry.curl)?.[1] ?? '';
    expect(endpoint.body.safeParse(JSON.parse(body)).error).toBeUndefined();
    expect(entry.curl).toContain("'http://localhost:3000/api/v1/things/CODE?from=2026-03-01T");
  });

  it('gives a command of a body that leaves a choice, too: of every kind the first', () => {
    for (const path of ['/alert-rules', '/steps'] as const) {
      const found = ENDPOINTS.find((one) => one.method === 'POST' && one.path === path);
      const { curl } = referenceEntry(found ?? endpoint, 'http://x');
      const body = /-d '(.*)'/.exec(curl)?.[1] ?? '';
      expect(found?.body.safeParse(JSON.parse(body)).error, path).toBeUndefined();
    }
  });

  it('lists the fields of each shape that a body may have', () => {
    const entryOf = (path: string) => {
      const found = ENDPOINTS.find((one) => one.method === 'POST' && one.path === path);
      if (!found) throw new Error(`there is no POST ${path}`);
      return referenceEntry(found, 'http://x');
    };
    const { body, bodyMany } = entryOf('/webhooks/instruments/{device}');
    expect(bodyMany).toBe(true);
    expect(body.map(({ name }) => name)).toEqual(Object.keys(EVENTS));
    const named = new Map(body.map(({ name, fields }) => [name, types(fields)]));
    expect(named.get('specimen.resulted')).toMatchObject({
      type: '"specimen.resulted"',
      time: 'time',
      'data.specimen_id': 'text',
      'data.results': 'list of object',
      'data.results[].analyte': 'text ≤ 64',
    });
    expect(named.get('container.moved')).toHaveProperty(['data.barcode']);

    const step = entryOf('/steps');
    expect(step.bodyMany).toBe(true);
    expect(types(only(step.body))).toHaveProperty('device');
    expect(step.answer).toHaveLength(2);
  });

  it('leaves no body without its fields', () => {
    const bare = ENDPOINTS.filter(({ takesBody, textTypes }) => takesBody && !textTypes)
      .map((one) => referenceEntry(one, 'http://x'))
      .filter(({ body }) => body.length === 0);
    expect(bare.map(({ id }) => id)).toEqual([]);
  });

  it('has a name of its own for each endpoint', () => {
    const ids = ENDPOINTS.map((one) => referenceEntry(one, 'http://x').id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
