import { expect, test } from 'vitest';
import { ownAddress } from './own-address';

test.each([
  ['127.0.0.1:3000', 'http://localhost:3000', 'http://localhost:3000/sign-in'],
  ['[::1]:3000', 'http://localhost:3000', 'http://localhost:3000/sign-in'],
  ['localhost:3000', 'http://127.0.0.1:3000', 'http://127.0.0.1:3000/sign-in'],
  ['localhost:3000', 'http://localhost:3000', null],
  ['localhost:8080', 'http://localhost:3000', null],
  ['evil.test:3000', 'http://localhost:3000', null],
  ['127.0.0.1:3000', 'https://lab.test', null],
  ['lab.test', 'https://lab.test', null],
  ['not a host', 'http://localhost:3000', null],
  [null, 'http://localhost:3000', null],
])('reached as %s under %s', (host, appUrl, address) => {
  expect(ownAddress(host, appUrl, '/sign-in')).toBe(address);
});
