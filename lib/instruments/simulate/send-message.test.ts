import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { acknowledge } from '../hl7/acknowledge';
import { mllpDecoder, mllpFrame } from '../hl7/mllp-frames';
import { verifySignature } from '../receive/verify-signature';
import { mllpWire, signedWire } from './send-message';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function listen(server: Server): Promise<number> {
  open.push(server);
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const message = (id: string) => ({
  id,
  type: 'application/hl7-v2',
  body: `MSH|^~\\&|A|B|C|D|20260301||ESU^U01|${id}|P|2.5\r`,
});

/** A listener that answers each message as told: with a code, or by hanging up. */
async function answering(answers: ('AA' | 'AE' | 'hang up')[]) {
  const heard: string[] = [];
  const serve = (socket: Socket) => {
    const decoder = mllpDecoder(65_536);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      for (const { bytes } of decoder.push(Buffer.from(chunk))) {
        heard.push(Buffer.from(bytes).toString());
        const answer = answers.shift() ?? 'AA';
        if (answer === 'hang up') socket.destroy();
        else socket.write(mllpFrame(acknowledge(bytes, answer, null)));
      }
    });
  };
  return { heard, port: await listen(createServer(serve)) };
}

it('by MLLP, messages are answered one after the other', async () => {
  const { heard, port } = await answering(['AA', 'AE']);
  const wire = mllpWire('127.0.0.1', port);
  const answers = await Promise.all([wire.send(message('1')), wire.send(message('2'))]);
  expect(answers.map(({ said }) => said)).toEqual(['AA', 'AE']);
  expect(heard).toEqual([message('1').body, message('2').body]);
  wire.close();
});

it('by MLLP, a connection that is lost is no answer, and opened again', async () => {
  const { port } = await answering(['hang up', 'AA']);
  const wire = mllpWire('127.0.0.1', port);
  expect((await wire.send(message('1'))).said).toBe('none');
  expect((await wire.send(message('1'))).said).toBe('AA');
  wire.close();
});

it('by MLLP, nobody there is no answer', async () => {
  const { port } = await answering([]);
  for (const server of open.splice(0)) {
    server.close();
    await once(server, 'close');
  }
  const wire = mllpWire('127.0.0.1', port);
  expect((await wire.send(message('1'))).said).toBe('none');
});

it('by HTTP, bytes are signed with the secret, or with another that does not hold', async () => {
  const secret = `whsec_${Buffer.alloc(32, 'k').toString('base64')}`;
  const faults: unknown[] = [];
  const server = createHttp((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      const header = (name: string) => String(request.headers[name]);
      const signed = {
        id: header('webhook-id'),
        timestamp: header('webhook-timestamp'),
        signature: header('webhook-signature'),
      };
      const secrets = [{ id: 'own', text: secret }];
      const verified = verifySignature(signed, Buffer.concat(parts), secrets, new Date());
      faults.push('fault' in verified ? verified.fault : null);
      response.writeHead('fault' in verified ? 401 : 429, { 'retry-after': '5' }).end('{}');
    });
  });
  const wire = signedWire(`http://127.0.0.1:${await listen(server)}/`, secret);
  expect(await wire.send(message('1'))).toEqual({ said: '429', retryAfterSeconds: 5 });
  expect((await wire.send({ ...message('1'), badlySigned: true })).said).toBe('401');
  expect(faults).toEqual([null, 'wrong_signature']);
});
