import { createPrivateKey } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { postSafely, type Resolve } from './post-safely';

/** A certificate that nobody signed, of hooks.example.test, and its key; both for here alone. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBsTCCAVagAwIBAgIUVLx6nAqMbgXbjHuYsgxer7kR8TYwCgYIKoZIzj0EAwIw
HTEbMBkGA1UEAwwSaG9va3MuZXhhbXBsZS50ZXN0MCAXDTI2MTEyMTIwMjMyN1oY
DzIxMjYxMDI4MjAyMzI3WjAdMRswGQYDVQQDDBJob29rcy5leGFtcGxlLnRlc3Qw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAS35gtm28O3buu2GwwSTLgDtoDNNOti
T6NUhj5kdgER+N9JjdlYAYwGaFrAWsC8YA4C5Yj5263IKy6Q8X1RIPFHo3IwcDAd
BgNVHQ4EFgQUSbc0xrV2Hs3ITNr+hb+xxhavwygwHwYDVR0jBBgwFoAUSbc0xrV2
Hs3ITNr+hb+xxhavwygwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHREEFjAUghJob29r
cy5leGFtcGxlLnRlc3QwCgYIKoZIzj0EAwIDSQAwRgIhAMTnZ80gPiRREWgfvPfL
2kUb5cb/coM0ZzqAKBrgEtfzAiEA8QL/sZRZhQQZeb4K5BzpjOaKghOMxBDLgZC5
lotP1B8=
-----END CERTIFICATE-----`;
const KEY =
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUWAOfuj8qDMNoj4v1UvEhP3OmXGHqD/NKTe8xuLhOlShRANCAAS35gtm28O3buu2GwwSTLgDtoDNNOtiT6NUhj5kdgER+N9JjdlYAYwGaFrAWsC8YA4C5Yj5263IKy6Q8X1RIPFH';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(server: Server, host = '127.0.0.1', port = 0): Promise<number> {
  servers.push(server);
  await new Promise<void>((done) => server.listen(port, host, done));
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('It listens nowhere.');
  return at.port;
}

type Seen = { request: IncomingMessage; body: string };

/** A receiver that answers so; what it was sent, as it came. */
async function receiver(answer: RequestListener) {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({ request, body: Buffer.concat(chunks).toString() });
      answer(request, response);
    });
  });
  const port = await listen(server);
  return { seen, port, url: `http://127.0.0.1:${port}/hook?sig=s3cret` };
}

const POST = { headers: { 'content-type': 'application/json', 'x-a': 'b' }, body: '{"ü":1}' };
const allowed = ['127.0.0.1'];
const to = (...addresses: string[]): Resolve => {
  return async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
};

describe('posting', () => {
  it('sends the body and headers as they are, and tells the status and Retry-After alone', async () => {
    const { url, seen } = await receiver((_, response) => {
      response.writeHead(429, { 'retry-after': '17', 'x-secret': 'y' }).end('{"all":"wrong"}');
    });
    expect(await postSafely(url, POST, { allowed })).toEqual({ status: 429, retryAfter: '17' });
    expect(seen[0]?.body).toBe(POST.body);
    expect(seen[0]?.request.headers).toMatchObject({ 'x-a': 'b', 'content-length': '8' });
    expect(seen[0]?.request).toMatchObject({ method: 'POST', url: '/hook?sig=s3cret' });
  });

  it('does not follow a redirect', async () => {
    const other = await receiver((_, response) => response.end());
    const { url } = await receiver((_, response) => {
      response.writeHead(307, { location: other.url }).end();
    });
    expect(await postSafely(url, POST, { allowed })).toEqual({ status: 307, retryAfter: null });
    expect(other.seen).toHaveLength(0);
  });

  it('refuses what is not public, before anything is sent', async () => {
    const { port, seen } = await receiver((_, response) => response.end());
    for (const [url, resolve] of [
      [`https://127.0.0.1:${port}/`, to()],
      [`https://[::ffff:127.0.0.1]:${port}/`, to()],
      [`https://0x7f000001:${port}/`, to()],
      [`http://hooks.example.test:${port}/`, to('127.0.0.1')],
      [`https://hooks.example.test:${port}/`, to('127.0.0.1')],
      [`https://hooks.example.test:${port}/`, to('169.254.169.254')],
      ['https://hooks.example.test/', to('::1')],
    ] as const) {
      expect(await postSafely(url, POST, { allowed: [], resolve })).toEqual({
        failure: 'address_refused',
      });
    }
    expect(seen).toHaveLength(0);
  });

  it('refuses a name that leads to two addresses of which one is not public, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(['93.184.216.34', '2606:4700:4700::1111', '8.8.8.8']),
        fc.constantFrom('127.0.0.1', '10.0.0.1', 'fe80::1', '::ffff:10.0.0.1', '64:ff9b::a00:1'),
        fc.nat(3),
        async (fine, bad, at) => {
          const resolve = to(...fine.toSpliced(at, 0, bad));
          const posted = await postSafely('https://hooks.example.test/', POST, {
            allowed: [],
            resolve,
          });
          expect(posted).toEqual({ failure: 'address_refused' });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('asks for a name once and goes to what was found, though it leads elsewhere the next time', async () => {
    const { port, seen } = await receiver((_, response) => response.writeHead(202).end());
    let elsewhere = 0;
    const other = createServer((_, response) => {
      elsewhere += 1;
      response.end();
    });
    await listen(other, '127.0.0.2', port);
    const asked: string[] = [];
    const resolve: Resolve = async (host) => {
      asked.push(host);
      return [{ address: asked.length === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    };
    const url = `http://hooks.example.test:${port}/`;
    const posted = await postSafely(url, POST, { allowed: ['hooks.example.test'], resolve });
    expect(posted).toMatchObject({ status: 202 });
    expect(asked).toEqual(['hooks.example.test']);
    expect(seen[0]?.request.headers.host).toBe(`hooks.example.test:${port}`);
    expect(elsewhere).toBe(0);
  });

  it('judges a name anew each time: one that turned private is refused', async () => {
    let asked = 0;
    const resolve: Resolve = async () => {
      asked += 1;
      return [{ address: asked === 1 ? '192.0.2.1' : '10.0.0.1', family: 4 }];
    };
    for (const times of [1, 2]) {
      const posted = await postSafely('https://hooks.example.test/', POST, {
        allowed: [],
        resolve,
      });
      expect(posted).toEqual({ failure: 'address_refused' });
      expect(asked).toBe(times);
    }
  });

  it('trusts no certificate that nobody signed', async () => {
    const key = createPrivateKey({ key: Buffer.from(KEY, 'base64'), format: 'der', type: 'pkcs8' });
    let taken = 0;
    const server = createTlsServer(
      { cert: CERTIFICATE, key: key.export({ type: 'pkcs8', format: 'pem' }) },
      (_, response) => {
        taken += 1;
        response.end();
      },
    );
    const port = await listen(server);
    const posted = await postSafely(`https://hooks.example.test:${port}/`, POST, {
      allowed: ['hooks.example.test'],
      resolve: to('127.0.0.1'),
    });
    expect(posted).toEqual({ failure: 'untrusted' });
    expect(taken).toBe(0);
  });

  it('ends in time: while the name is looked up, while nothing comes, while the answer drips', async () => {
    const withinMs = 300;
    const stuck: Resolve = () => new Promise(() => {});
    const began = performance.now();
    expect(
      await postSafely('https://hooks.example.test/', POST, {
        allowed: [],
        resolve: stuck,
        withinMs,
      }),
    ).toEqual({ failure: 'timeout' });
    const silent = await receiver(() => {});
    expect(await postSafely(silent.url, POST, { allowed, withinMs })).toEqual({
      failure: 'timeout',
    });
    const drips = await receiver((_, response) => {
      response.writeHead(202);
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await postSafely(drips.url, POST, { allowed, withinMs })).toMatchObject({ status: 202 });
    expect(performance.now() - began).toBeLessThan(3_000);
  });

  it('reads little of an answer that does not end', async () => {
    let sent = 0;
    const endless = await receiver((_, response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(16_384))) sent += 16_384;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    expect(await postSafely(endless.url, POST, { allowed })).toMatchObject({ status: 200 });
    expect(sent).toBeLessThan(32_000_000);
  });

  it('says that nobody is there, hung up, or is known by that name', async () => {
    const gone = await receiver(() => {});
    servers.splice(0).forEach((server) => server.close());
    expect(await postSafely(gone.url, POST, { allowed })).toEqual({ failure: 'connection' });
    const drops = await receiver((request) => request.socket.destroy());
    expect(await postSafely(drops.url, POST, { allowed })).toEqual({ failure: 'connection' });
    const plain = await receiver((_, response) => response.end());
    const notTls = plain.url.replace('http:', 'https:');
    expect(await postSafely(notTls, POST, { allowed })).toEqual({ failure: 'connection' });
    for (const resolve of [to(), async () => Promise.reject(new Error('ENOTFOUND'))]) {
      expect(
        await postSafely('https://hooks.example.test/', POST, { allowed: [], resolve }),
      ).toEqual({ failure: 'unresolved' });
    }
  });

  it(
    'ends with an answer that wants to go on in another protocol',
    { timeout: 5_000 },
    async () => {
      const { url } = await receiver((request) => {
        request.socket.write(
          'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
        );
      });
      expect(await postSafely(url, POST, { allowed })).toEqual({ failure: 'connection' });
    },
  );

  it('refuses what is no address at all', async () => {
    for (const url of ['', 'nothing', 'ftp://example.org', 'https://a:b@example.org/']) {
      expect(await postSafely(url, POST, { allowed: [] })).toEqual({ failure: 'address_refused' });
    }
  });
});
