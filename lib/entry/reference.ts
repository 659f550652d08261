import { PERMISSIONS } from '@/lib/platform/access/permissions';
import type { Endpoint } from '@/lib/platform/http/endpoint';
import { addressOf } from './endpoint-address';
import { type JsonSchema, jsonSchemaOf, propertiesOf } from './json-schema';

/** One field as the reference prints it; those within others have dotted names. */
export type ReferenceField = {
  name: string;
  type: string;
  required: boolean;
  description: string | null;
};

/** One of the shapes that a body or an answer may have, by the word that tells it from the others. */
export type ReferenceShape = { name: string | null; fields: ReferenceField[] };

export type ReferenceEntry = {
  id: string;
  method: string;
  address: string;
  summary: string;
  description: string | null;
  leastRole: string;
  machineKeys: readonly string[];
  /** How a request proves who sends it, where no role is asked for. */
  proof: string | null;
  path: ReferenceField[];
  query: ReferenceField[];
  bodyType: string | null;
  body: ReferenceShape[];
  /** Whether a list of them is taken too. */
  bodyMany: boolean;
  status: number;
  answerType: string;
  answer: ReferenceShape[];
  curl: string;
};

const DEEPEST = 4;

function schemaAt(schema: JsonSchema, keyword: string): JsonSchema | undefined {
  const value = schema[keyword];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

function choicesOf(schema: JsonSchema): JsonSchema[] {
  const choices = schema.anyOf ?? schema.oneOf;
  return Array.isArray(choices)
    ? choices.map((choice): JsonSchema => Object.fromEntries(Object.entries(Object(choice))))
    : [];
}

function bounds(schema: JsonSchema, low: string, high: string): string {
  // The largest safe integer is no bound that anybody chose.
  const bound = (keyword: string) => {
    const value = schema[keyword];
    return typeof value === 'number' && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : null;
  };
  const [from, to] = [bound(low), bound(high)];
  if (from !== null && to !== null) return ` ${from}–${to}`;
  if (from !== null) return ` ≥ ${from}`;
  return to === null ? '' : ` ≤ ${to}`;
}

/** A schema in a few words: “integer 1–500, 50 unless given”, “time”, “list of text”. */
export function typeWords(schema: JsonSchema, components: Record<string, JsonSchema> = {}): string {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1) ?? '';
    const target = components[name];
    if (!target) return name;
    // Only JSON of whatever shape is made of itself.
    if (JSON.stringify(target).includes(JSON.stringify(schema.$ref))) return 'any JSON';
    return typeWords(target, components);
  }
  const unless = 'default' in schema ? `, ${JSON.stringify(schema.default)} unless given` : '';
  if ('const' in schema) return JSON.stringify(schema.const) + unless;
  if (Array.isArray(schema.enum)) {
    return schema.enum.map((value: unknown) => String(value)).join(' | ') + unless;
  }
  const choices = choicesOf(schema);
  if (choices.length > 0) {
    return (
      [...new Set(choices.map((choice) => typeWords(choice, components)))].join(' or ') + unless
    );
  }
  if (Array.isArray(schema.type)) {
    const each = schema.type.map((type: unknown) => typeWords({ ...schema, type }, components));
    return [...new Set(each)].join(' or ');
  }
  switch (schema.type) {
    case 'string':
      if (schema.format === 'date-time') return `time${unless}`;
      if (schema.format === 'date') return `day${unless}`;
      if (typeof schema.format === 'string') return schema.format + unless;
      return `text${typeof schema.maxLength === 'number' ? ` ≤ ${schema.maxLength}` : ''}${unless}`;
    case 'integer':
    case 'number':
      return schema.type + bounds(schema, 'minimum', 'maximum') + unless;
    case 'array':
      return `list of ${typeWords(schemaAt(schema, 'items') ?? {}, components)}${unless}`;
    case 'object':
      return `object${unless}`;
    case undefined:
      return `anything${unless}`;
    default:
      return String(schema.type) + unless;
  }
}

/** The fields of an object, with those of objects and lists of objects within it. */
function fieldsOf(
  schema: JsonSchema,
  components: Record<string, JsonSchema>,
  prefix = '',
  depth = 0,
): ReferenceField[] {
  if (depth >= DEEPEST) return [];
  const resolved = resolve(schema, components);
  return propertiesOf(resolved).flatMap(({ name, required, schema: property }) => {
    const full = `${prefix}${name}`;
    const description = typeof property.description === 'string' ? property.description : null;
    const own = { name: full, type: typeWords(property, components), required, description };
    const inner = [property, ...choicesOf(property)].map((one) => resolve(one, components));
    const within = inner.flatMap((one) => {
      const items = schemaAt(one, 'items');
      return items
        ? fieldsOf(items, components, `${full}[].`, depth + 1)
        : fieldsOf(one, components, `${full}.`, depth + 1);
    });
    return [own, ...within];
  });
}

function resolve(schema: JsonSchema, components: Record<string, JsonSchema>): JsonSchema {
  if (typeof schema.$ref !== 'string') return schema;
  return components[schema.$ref.split('/').at(-1) ?? ''] ?? {};
}

/** Where an object is told from others by a fixed word in one of its fields, that word. */
function wordOf(schema: JsonSchema): string | null {
  const fixed = propertiesOf(schema).find(({ schema: one }) => typeof one.const === 'string');
  return fixed ? String(fixed.schema.const) : null;
}

/** The objects that a schema takes: itself, each of those it leaves a choice of, those of a list. */
function shapesOf(schema: JsonSchema, components: Record<string, JsonSchema>): ReferenceShape[] {
  const resolved = resolve(schema, components);
  const fields = fieldsOf(resolved, components);
  if (fields.length > 0) return [{ name: wordOf(resolved), fields }];
  const items = schemaAt(resolved, 'items');
  const within = [...choicesOf(resolved), ...(items ? [items] : [])];
  const shapes = within.flatMap((one) => shapesOf(one, components));
  // One thing or a list of the same is one shape.
  return [...new Map(shapes.map((shape) => [JSON.stringify(shape), shape])).values()];
}

/** Whether a list may be sent in place of one thing. */
function takesMany(schema: JsonSchema): boolean {
  return choicesOf(schema).some(({ type }) => type === 'array');
}

/** What a text of a format looks like. */
const FORMATS: Partial<Record<string, string>> = {
  'date-time': '2026-03-01T08:30:00+01:00',
  uuid: '019a3c5e-7d00-7000-8000-000000000001',
};

function example(schema: JsonSchema, name: string): unknown {
  if ('const' in schema) return schema.const;
  if ('default' in schema) return schema.default;
  if (Array.isArray(schema.examples)) return schema.examples[0];
  if (Array.isArray(schema.enum)) return schema.enum[0];
  const [first] = choicesOf(schema);
  if (first) return example(first, name);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' && schema.minimum > -1e9 ? schema.minimum : 1;
    case 'boolean':
      return true;
    case 'array':
      return [example(schemaAt(schema, 'items') ?? {}, name)];
    case 'object':
      return exampleObject(schema);
    default:
      return FORMATS[String(schema.format)] ?? `a ${name}`;
  }
}

/** What must be given; where nothing must, the first field, so that there is something to see. */
function exampleObject(schema: JsonSchema): Record<string, unknown> {
  const properties = propertiesOf(schema);
  const needed = properties.filter(({ required }) => required);
  const shown = needed.length > 0 ? needed : properties.slice(0, 1);
  return Object.fromEntries(shown.map(({ name, schema: part }) => [name, example(part, name)]));
}

function curlOf(endpoint: Endpoint, appUrl: string): string {
  const address = addressOf(endpoint).replace(/\{([^}]+)\}/g, (_, name: string) =>
    name.toUpperCase(),
  );
  const lines = [`curl -H "Authorization: Bearer $KEY"`];
  if (endpoint.method !== 'GET') lines[0] += ` -X ${endpoint.method}`;
  if (endpoint.upload) {
    lines.push('  -F file=@file.csv');
  } else if (endpoint.textTypes) {
    lines.push(`  -H 'Content-Type: ${endpoint.textTypes[0]}'`, '  --data-binary @file');
  } else if (endpoint.takesBody) {
    const schema = jsonSchemaOf(endpoint.body, {});
    const [first] = choicesOf(schema);
    const body = JSON.stringify(first ? example(first, 'body') : exampleObject(schema));
    lines.push(`  -H 'Content-Type: application/json'`, `  -d '${body.replaceAll("'", "'\\''")}'`);
  }
  const query = propertiesOf(jsonSchemaOf(endpoint.query, {}))
    .filter(({ required }) => required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(example(schema, name)))}`);
  const asked = query.length > 0 ? `?${query.join('&')}` : '';
  return [...lines, `  '${appUrl}${address}${asked}'`].join(' \\\n');
}

/** The name of an endpoint in the reference's addresses: get-api-v1-specimens. */
export function referenceId(endpoint: Endpoint): string {
  return `${endpoint.method}${addressOf(endpoint)}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');
}

/** The least role of a person who may call it; that of what is no person's is a machine's. */
export function leastRoleOf(endpoint: Endpoint): string {
  return endpoint.proof ? 'instrument' : PERMISSIONS[endpoint.may].least;
}

/** An endpoint as its page of the reference prints it. */
export function referenceEntry(endpoint: Endpoint, appUrl: string): ReferenceEntry {
  const components: Record<string, JsonSchema> = {};
  const fields = (schema: Endpoint['params']) =>
    fieldsOf(jsonSchemaOf(schema, components), components);
  const shapes = (schema: Endpoint['params']) =>
    shapesOf(jsonSchemaOf(schema, components), components);
  const upload = endpoint.upload;
  const taken = upload ?? endpoint.textHolds ?? endpoint.body;
  return {
    id: referenceId(endpoint),
    method: endpoint.method,
    address: addressOf(endpoint),
    summary: endpoint.summary,
    description: endpoint.description ?? null,
    leastRole: leastRoleOf(endpoint),
    machineKeys: endpoint.proof ? [] : PERMISSIONS[endpoint.may].keys,
    proof: endpoint.proof ?? null,
    path: fields(endpoint.params),
    query: fields(endpoint.query),
    bodyType: upload
      ? 'multipart/form-data'
      : endpoint.takesBody
        ? (endpoint.textTypes?.[0] ?? 'application/json')
        : null,
    body: shapes(taken),
    bodyMany: takesMany(jsonSchemaOf(taken, components)),
    status: endpoint.status ?? 200,
    answerType: endpoint.answerType ?? 'application/json',
    answer: endpoint.answerType ? [] : shapes(endpoint.answer),
    curl: curlOf(endpoint, appUrl),
  };
}
