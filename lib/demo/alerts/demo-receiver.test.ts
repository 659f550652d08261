import { expect, it } from 'vitest';
import { demoReceiverAddress } from './demo-receiver';

it.each([
  ['127.0.0.1', 'http://127.0.0.1:3210/api/demo/receiver'],
  ['0.0.0.0', 'http://127.0.0.1:3210/api/demo/receiver'],
  ['localhost', 'http://localhost:3210/api/demo/receiver'],
  ['::', 'http://localhost:3210/api/demo/receiver'],
  ['10.2.0.9', null],
])('listening on %s is reached at %s', (HOST, address) => {
  expect(demoReceiverAddress({ HOST, PORT: 3210 })).toBe(address);
});
