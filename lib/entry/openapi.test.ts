import { Validator } from '@seriousme/openapi-schema-validator';
import { readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { addressOf } from './endpoint-address';
import { ENDPOINTS } from './endpoint-list';
import { openApiDocument } from './openapi';
import { addressesOf } from './testing-routes';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

function routeFiles(): { file: string; address: string }[] {
  return readdirSync('app/api', { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)route\.ts$/.test(file) && !file.startsWith('auth/'))
    .map((file) => ({
      file: `app/api/${file}`,
      address: `/api/${file.replace(/\/?route\.ts$/, '')}`.replace(/\[([^\]]+)\]/g, '{$1}'),
    }));
}

// What is below /api without a contract: for everyone, or by rules of its own.
const WITHOUT_CONTRACT = [
  '/api/demo/receiver',
  '/api/health',
  '/api/openapi.json',
  '/api/{...unknown}',
];

async function exportsOf(file: string): Promise<Map<string, unknown>> {
  const loaded: unknown = await import(/* @vite-ignore */ pathToFileURL(file).href);
  return new Map(Object.entries(Object(loaded)));
}

describe('the description of the interface', () => {
  it('is valid OpenAPI 3.1', async () => {
    const document = JSON.parse(JSON.stringify(openApiDocument('http://localhost:3000')));
    const validator = new Validator();
    const { valid, errors } = await validator.validate(document);
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('would notice a mistake', async () => {
    const document = JSON.parse(JSON.stringify(openApiDocument('http://localhost:3000')));
    document.paths['/api/v1/assays'].get.responses['200'] = { content: 7 };
    expect((await new Validator().validate(document)).valid).toBe(false);
  });

  it('names each operation once and leaves no reference dangling', () => {
    const document = openApiDocument('http://localhost:3000');
    const text = JSON.stringify(document);
    const ids = [...text.matchAll(/"operationId":"([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, section, name] of text.matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
      const components: Record<string, unknown> = document.components;
      expect(Object.keys(Object(components[section ?? '']))).toContain(name);
    }
    expect(text).not.toContain('#/$defs/');
  });

  it('has its own parameters in each path', () => {
    const { paths } = openApiDocument('http://x');
    for (const endpoint of ENDPOINTS) {
      const inPath = [...endpoint.path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]).sort();
      const operation = paths[addressOf(endpoint)];
      const described = JSON.stringify(operation?.[endpoint.method.toLowerCase()]?.parameters);
      const names = [...described.matchAll(/"name":"([^"]+)","in":"path"/g)].map((m) => m[1]);
      expect(names.sort(), addressOf(endpoint)).toEqual(inPath);
    }
  });
});

describe('routes and contracts', () => {
  it('has a route for each contract', () => {
    const addresses = routeFiles().flatMap(({ address }) => addressesOf(address));
    for (const endpoint of ENDPOINTS) expect(addresses).toContain(addressOf(endpoint));
  });

  it('has a contract for each route, and a refusal for every other method', async () => {
    for (const { file, address } of routeFiles()) {
      if (WITHOUT_CONTRACT.includes(address)) continue;
      const exported = await exportsOf(file);
      for (const method of METHODS) {
        const handler = exported.get(method);
        const named = `${method} ${address}`;
        expect(typeof handler, `${named} must be served or be methodNotAllowed`).toBe('function');
        const refused = handler instanceof Function && handler.name === 'methodNotAllowed';
        const served = addressesOf(address);
        const contract = ENDPOINTS.some(
          (e) => e.method === method && served.includes(addressOf(e)),
        );
        expect(refused, named).toBe(!contract);
      }
      expect(exported.get('OPTIONS'), `OPTIONS ${address}`).toBeTypeOf('function');
    }
    // It loads every route there is.
  }, 60_000);
});
