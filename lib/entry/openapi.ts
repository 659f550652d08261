import { PERMISSIONS } from '@/lib/platform/access/permissions';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { version } from '@/package.json';
import { addressOf } from './endpoint-address';
import { ENDPOINTS } from './endpoint-list';
import { Health } from './health-contract';
import { type JsonSchema, jsonSchemaOf, propertiesOf } from './json-schema';

const REFUSALS = {
  '400': 'Malformed, or lab_required, or two_identities.',
  '401': 'No valid key and nobody signed in.',
  '403': 'The role does not allow it, or cross_site.',
  '404': 'Not in this lab.',
  '409': 'A conflict with what is there.',
  '413': 'The body is too large.',
  '415': 'The body has another type.',
  '422': 'A field or parameter is invalid; errors name each.',
  '429': 'Too many requests; Retry-After says when.',
} as const;

const PROBLEM: JsonSchema = {
  type: 'object',
  description: 'RFC 9457.',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong and the remedy.' },
    code: { type: 'string', description: 'Stable, for programs.' },
    request_id: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { field: { type: 'string' }, message: { type: 'string' } },
        required: ['field', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'request_id'],
};

const COMPONENTS = {
  securitySchemes: {
    key: { type: 'http', scheme: 'bearer', description: 'A key of the lab.' },
    person: {
      type: 'apiKey',
      in: 'cookie',
      name: 'next-auth.session-token',
      description: 'A signed-in person, from our own pages only.',
    },
  },
  parameters: {
    lab: {
      name: 'X-Lab',
      in: 'header',
      description: 'The short name of the lab, for a person who belongs to several.',
      schema: { type: 'string' },
    },
    requestId: {
      name: 'x-request-id',
      in: 'header',
      description: 'Taken over into the answer, the log and the audit trail.',
      schema: { type: 'string', pattern: '^[A-Za-z0-9._-]{8,64}$' },
    },
    idempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      description:
        'The same key and body replays the answer for 24 hours; another body is 409 idempotency_conflict.',
      schema: { type: 'string', minLength: 1, maxLength: 200 },
    },
  },
  headers: {
    requestId: {
      description: 'Names this request in the log and the audit trail.',
      schema: { type: 'string' },
    },
  },
};

const REQUEST_ID_HEADER = { 'x-request-id': { $ref: '#/components/headers/requestId' } };

function parametersOf(endpoint: Endpoint, schemas: Record<string, JsonSchema>): object[] {
  const placed = (place: 'path' | 'query', source: Endpoint['params']) =>
    propertiesOf(jsonSchemaOf(source, schemas)).map(({ name, required, schema }) => {
      const { description, ...rest } = schema;
      return {
        name,
        in: place,
        required: place === 'path' || required,
        ...(description === undefined ? {} : { description }),
        schema: rest,
      };
    });
  return [
    ...placed('path', endpoint.params),
    ...placed('query', endpoint.query),
    { $ref: '#/components/parameters/lab' },
    { $ref: '#/components/parameters/requestId' },
    ...(endpoint.method === 'POST' && !endpoint.shownOnce && !endpoint.proof
      ? [{ $ref: '#/components/parameters/idempotencyKey' }]
      : []),
  ];
}

function bodyOf(endpoint: Endpoint, schemas: Record<string, JsonSchema>): object {
  const [type, schema] = endpoint.upload
    ? ['multipart/form-data', endpoint.upload]
    : [endpoint.textTypes?.[0] ?? 'application/json', endpoint.textHolds ?? endpoint.body];
  if (!endpoint.upload && !endpoint.takesBody) return {};
  const content = { [type]: { schema: jsonSchemaOf(schema, schemas) } };
  if (endpoint.textHolds) {
    for (const other of endpoint.textTypes?.slice(1) ?? []) {
      content[other] = { schema: jsonSchemaOf(endpoint.body, schemas) };
    }
  }
  return { requestBody: { required: true, content } };
}

function answersOf(endpoint: Endpoint, schemas: Record<string, JsonSchema>): object {
  const status = endpoint.status ?? 200;
  const type = endpoint.answerType ?? 'application/json';
  const schema = endpoint.answerType ? { type: 'string' } : jsonSchemaOf(endpoint.answer, schemas);
  const success = {
    description: status === 202 ? 'Accepted.' : 'Done.',
    headers: REQUEST_ID_HEADER,
    ...(status === 204 ? {} : { content: { [type]: { schema } } }),
  };
  const refusals = Object.keys(REFUSALS).map((code) => [
    code,
    { $ref: `#/components/responses/${code}` },
  ]);
  return { [status]: success, ...Object.fromEntries(refusals) };
}

function operationOf(endpoint: Endpoint, schemas: Record<string, JsonSchema>): JsonSchema {
  const { least, keys } = PERMISSIONS[endpoint.may];
  // Who may is not asked by role, and only a key can be named here beside the signature.
  const who = endpoint.proof
    ? { security: [{ key: [] }, {}], 'x-proof': endpoint.proof }
    : { 'x-least-role': least, 'x-machine-keys': [...keys] };
  return {
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(endpoint.description === undefined ? {} : { description: endpoint.description }),
    operationId: `${endpoint.method.toLowerCase()}${addressOf(endpoint).replace(/[^A-Za-z0-9]+/g, '_')}`,
    ...who,
    parameters: parametersOf(endpoint, schemas),
    ...bodyOf(endpoint, schemas),
    responses: answersOf(endpoint, schemas),
  };
}

function healthOperation(schemas: Record<string, JsonSchema>): JsonSchema {
  const content = { 'application/json': { schema: jsonSchemaOf(Health, schemas) } };
  return {
    tags: ['Monitoring'],
    summary: 'Whether the database and a worker are up',
    operationId: 'get_api_health',
    security: [],
    responses: {
      '200': { description: 'All is up.', content },
      '503': { description: 'Something is down.', content },
    },
  };
}

/** The interface as OpenAPI 3.1, made of the contracts that the routes run by. */
export function openApiDocument(appUrl: string) {
  const schemas: Record<string, JsonSchema> = { Problem: PROBLEM };
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const endpoint of ENDPOINTS) {
    const path = (paths[addressOf(endpoint)] ??= {});
    path[endpoint.method.toLowerCase()] = operationOf(endpoint, schemas);
  }
  paths['/api/health'] = { get: healthOperation(schemas) };
  const problem = {
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  };
  const responses = Object.fromEntries(
    Object.entries(REFUSALS).map(([code, description]) => [
      code,
      { description, headers: REQUEST_ID_HEADER, content: problem },
    ]),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'Benchwatch',
      version,
      description:
        'JSON in snake_case. Times carry an offset. A key has its lab; a person names it with X-Lab. Lists are pages: pass next_cursor back as cursor.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: appUrl }],
    security: [{ key: [] }, { person: [] }],
    tags: [...new Set([...ENDPOINTS.map(({ tag }) => tag), 'Monitoring'])].map((name) => ({
      name,
    })),
    paths,
    components: { ...COMPONENTS, responses, schemas },
  };
}
