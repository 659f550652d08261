import { expect, test } from 'vitest';
import { formatOf } from './detect-format';

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ['application/json', '{}', 'json'],
  ['Application/JSON; charset=utf-8', '[]', 'json'],
  ['application/hl7-v2', 'anything', 'hl7'],
  ['x-application/hl7-v2+er7', '', 'hl7'],
  ['application/astm', '', 'astm'],
  ['text/plain', 'MSH|^~\\&|', 'hl7'],
  ['text/plain; charset=us-ascii', '\u000bMSH|^~\\&|', 'hl7'],
  ['text/plain', '\ufeffMSH|^~\\&|', 'hl7'],
  ['text/plain', '\r\nH|\\^&', 'astm'],
  ['text/plain', '\u00021H|\\^&', 'astm'],
  ['text/plain', '\u0005\u00021H|\\^&', 'astm'],
  ['text/plain', '{"type":"device.heartbeat"}', null],
  ['text/plain', 'Hello', null],
  ['text/plain', '', null],
  ['text/csv', 'H|', null],
  ['constructor', '', null],
  ['', 'H|', null],
  [null, '{}', null],
])('%s with %j is %s', (type, body, format) => {
  expect(formatOf(type, bytes(body))).toBe(format);
});
