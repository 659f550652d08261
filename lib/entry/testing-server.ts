import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { addressOf, parametersOf } from './endpoint-address';
import { ENDPOINTS } from './endpoint-list';
import { routeOf } from './testing-routes';

type Route = ReturnType<typeof routeOf> & { pattern: RegExp; names: string[] };

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Each address once, those without parameters first, as Next chooses them. */
const ROUTES: Route[] = [...new Set(ENDPOINTS.map(addressOf))]
  .toSorted((a, b) => parametersOf(a).length - parametersOf(b).length)
  .map((address) => ({
    ...routeOf(address),
    names: parametersOf(address),
    pattern: new RegExp(
      `^${address
        .split(/\{[^}]+\}/)
        .map(escaped)
        .join('([^/]+)')}$`,
    ),
  }));

async function bodyOf(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return chunks.length === 0 ? undefined : Buffer.concat(chunks);
}

async function answer(incoming: IncomingMessage, origin: string): Promise<Response> {
  const url = new URL(incoming.url ?? '/', origin);
  for (const { file, fixed, pattern, names } of ROUTES) {
    const found = pattern.exec(url.pathname);
    if (!found) continue;
    const loaded: unknown = await import(/* @vite-ignore */ pathToFileURL(file).href);
    const handler: unknown = Reflect.get(Object(loaded), incoming.method ?? 'GET');
    if (!(handler instanceof Function)) return new Response(null, { status: 405 });
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) {
      if (typeof value === 'string') headers.set(name, value);
    }
    const body = await bodyOf(incoming);
    const request = new Request(url, {
      method: incoming.method ?? 'GET',
      headers,
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    });
    const params = {
      ...Object.fromEntries(
        names.map((name, index) => [name, decodeURIComponent(found[index + 1] ?? '')]),
      ),
      ...fixed,
    };
    const response: unknown = await handler(request, { params: Promise.resolve(params) });
    if (response instanceof Response) return response;
    throw new Error(`${file} gave no Response`);
  }
  return new Response(null, { status: 404 });
}

/** The routes of /api/v1 behind a socket of their own, for tests that count connections. */
export async function startTestServer(): Promise<{ origin: string; stop: () => Promise<void> }> {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, 'http://localhost')
      .then(async (response) => {
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        outgoing.end(Buffer.from(await response.arrayBuffer()));
      })
      .catch((error: unknown) => {
        outgoing.writeHead(599);
        outgoing.end(String(error));
      });
  });
  // An idle connection closed here while the client writes to it would look like a failure.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const isTcp = (given: typeof address): given is AddressInfo =>
    typeof given === 'object' && given !== null;
  if (!isTcp(address)) throw new Error('The test server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
