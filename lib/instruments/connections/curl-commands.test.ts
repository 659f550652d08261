import { execFile } from 'node:child_process';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyCurl, signedCurl } from './curl-commands';

const run = promisify(execFile);
const heard: { headers: IncomingHttpHeaders; body: string; url: string }[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    heard.push({ headers: request.headers, body, url: request.url ?? '' });
    response.end('{"status":"accepted"}');
  });
});
let address = '';

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bound = server.address();
  const port = typeof bound === 'object' ? bound?.port : undefined;
  address = `http://127.0.0.1:${port}/api/webhooks/instruments/it's`;
});
afterAll(() => void server.close());

const header = (headers: IncomingHttpHeaders, name: string) => String(headers[name]);

test('the signed command, pasted into a shell, sends what Standard Webhooks verifies', async () => {
  // Bytes that text tools would mangle: a zero, a line's end, high ones.
  const secret = `whsec_${Buffer.from([0, 10, 13, 255, ...Array(28).keys()]).toString('base64')}`;
  const { stdout } = await run('sh', ['-c', signedCurl(address, secret)]);
  expect(stdout).toBe('{"status":"accepted"}');
  const { headers, body, url } = heard.at(-1) ?? { headers: {}, body: '', url: '' };
  expect(url).toBe("/api/webhooks/instruments/it's");
  const signed = {
    'webhook-id': header(headers, 'webhook-id'),
    'webhook-timestamp': header(headers, 'webhook-timestamp'),
    'webhook-signature': header(headers, 'webhook-signature'),
  };
  expect(new Webhook(secret).verify(body, signed)).toEqual({ type: 'device.heartbeat' });
  const other = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  expect(() => new Webhook(other).verify(body, signed)).toThrow();
});

test('the command with a key sends it, each time as another message', async () => {
  for (let time = 0; time < 2; time += 1) await run('sh', ['-c', keyCurl(address, 'bw_it$key')]);
  const [first, second] = heard.slice(-2);
  expect(first?.headers.authorization).toBe('Bearer bw_it$key');
  expect(first?.body).toBe('{"type":"device.heartbeat"}');
  expect(first?.headers['webhook-id']).not.toBe(second?.headers['webhook-id']);
});
