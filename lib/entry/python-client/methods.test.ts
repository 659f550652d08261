import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PYTHON_METHODS } from '@/components/docs/python-methods';
import { ENDPOINTS } from '../endpoint-list';
import { CLIENT_FOLDER } from './testing-python';

const described = PYTHON_METHODS.flatMap(({ methods }) => methods);

describe('what the page of the Python client says', () => {
  it('names each method of the file, and no other', () => {
    const source = readFileSync(path.join(CLIENT_FOLDER, 'platform_status_db.py'), 'utf8');
    const [, body = ''] = source.split('\nclass StatusDBImplementation:');
    const methods = [...body.matchAll(/^ {4}def ([a-z]\w*)\(/gm)].map(([, name]) => name);
    expect(described.map(({ name }) => name).toSorted()).toEqual(methods.toSorted());
  });

  it('names endpoints that there are', () => {
    const known = ENDPOINTS.map(({ method, path: address }) => `${method} ${address}`);
    expect(known).toEqual(expect.arrayContaining(described.flatMap(({ endpoints }) => endpoints)));
  });
});
